package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Tasks that are run again.
 *
 * @param count how many
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobRetried(int count) {}
