package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What was done with many dead letters.
 *
 * @param count how many there were
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DeadLettersDone(int count) {}
