package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What became of an association's combinations of events since it is there.
 *
 * @param open those that wait for more events
 * @param completed those that targets got
 * @param expired those that were not whole when their window was over
 * @param dropped those that made room for others, or were open when the association was given other
 *     rules
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CombinationCounts(long open, long completed, long expired, long dropped) {}
