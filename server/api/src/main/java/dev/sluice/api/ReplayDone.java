package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What a replay came to.
 *
 * @param events that are delivered again
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReplayDone(int events) {}
