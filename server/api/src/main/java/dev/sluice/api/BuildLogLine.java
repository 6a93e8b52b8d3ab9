package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * One line of a build's log.
 *
 * @param build the build's id
 * @param number of the line in the whole log, from 1; of a long log only the end is kept
 * @param text the line without its line end
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BuildLogLine(String build, long number, String text) {}
