package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What became of events that were handed in.
 *
 * @param events how many there were
 * @param invocations ids of all that will run for them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EventsAccepted(int events, List<String> invocations) {}
