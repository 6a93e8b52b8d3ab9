package dev.sluice.flow.jq;

/**
 * How much one evaluation may do. A step is about what one operator costs; copying and comparing
 * cost by size, so that steps bound time and memory alike, the same on every machine.
 *
 * @param steps until it is given up
 * @param characters of the longest text
 * @param elements of the longest array, and of all that is given
 * @param calls of functions in one another, and levels of what is given
 */
public record JqBounds(long steps, int characters, int elements, int calls) {
  /** For what nobody waits long for: some tens of milliseconds, some tens of megabytes. */
  public static final JqBounds STANDARD = new JqBounds(5_000_000, 10_000_000, 1_000_000, 500);
}
