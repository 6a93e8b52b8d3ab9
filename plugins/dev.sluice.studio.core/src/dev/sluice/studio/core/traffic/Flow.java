package dev.sluice.studio.core.traffic;

/**
 * What goes from an alias to one of its versions.
 *
 * @param version its number
 * @param percent the share that the alias gives it
 * @param planned the share that it would get; the same where nothing is changed
 * @param perSecond invocations that ended through the alias a second, of late
 * @param measured its share of those, 0 to 1; {@link Double#NaN} where there were none
 * @param failed the share of them that failed, 0 to 1; {@link Double#NaN} where there were none
 */
public record Flow(
    int version, int percent, int planned, double perSecond, double measured, double failed) {}
