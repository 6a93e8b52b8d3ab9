package dev.sluice.core.stats;

import java.time.Instant;
import java.util.SortedMap;

/**
 * Numbers of one version or qualifier.
 *
 * @param name empty for all together
 * @param steps every step by when it begins, also those in which nothing happened
 */
public record StatsSeries(String name, Tally total, SortedMap<Instant, Tally> steps) {}
