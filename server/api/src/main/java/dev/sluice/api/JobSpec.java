package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as a caller starts it: one of items, lines, range and object is split into tasks, each of
 * which is an invocation of the function. A null field takes its default.
 *
 * @param qualifier {@code latest} (default), a version's number or an alias, which is looked up
 *     once
 * @param items any JSON values; a task gets one, or an array of them
 * @param lines text; each line that is not empty is an item, a string
 * @param range whole numbers
 * @param object where the server fetches the items, once, at the start; it is not polled
 * @param format of the object: {@code lines} (default) for its lines that are not empty, {@code
 *     json} for a JSON array, or JSON values one after the other
 * @param itemsPerTask 1 (default) to 10000; above 1 a task gets an array of so many items at most
 * @param parallelism most tasks that run at once, 1 to 1000; null (default) for what the function
 *     says of its events
 * @param maxAttempts of each task, 1 to 100; null (default) for what the function says; always 1
 *     for {@code at-most-once}
 * @param description free text
 * @param key what the caller calls it by: a second start with it gives the first job; or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobSpec(
    @Nullable String qualifier,
    @Nullable List<Object> items,
    @Nullable String lines,
    @Nullable Range range,
    CodeSource.@Nullable StoredObject object,
    @Nullable String format,
    @Nullable Integer itemsPerTask,
    @Nullable Integer parallelism,
    @Nullable Integer maxAttempts,
    @Nullable String description,
    @Nullable String key) {

  /**
   * Whole numbers in their order.
   *
   * @param from the first
   * @param to the last, where a step meets it
   * @param step 1 (default) or any other but 0
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Range(@Nullable Long from, @Nullable Long to, @Nullable Long step) {}

  /** One with these items, and else every default. */
  public static JobSpec ofItems(List<Object> items) {
    return new JobSpec(null, items, null, null, null, null, null, null, null, null, null);
  }

  /** One of the numbers from the first to the last, and else every default. */
  public static JobSpec ofRange(long from, long to) {
    return new JobSpec(
        null, null, null, new Range(from, to, null), null, null, null, null, null, null, null);
  }

  /**
   * One with the items of an object, and else every default.
   *
   * @param format null for lines
   */
  public static JobSpec ofObject(CodeSource.StoredObject object, @Nullable String format) {
    return new JobSpec(null, null, null, null, object, format, null, null, null, null, null);
  }

  /** The same with these limits; null takes the default. */
  public JobSpec with(@Nullable Integer atOnce, @Nullable Integer attempts) {
    return new JobSpec(
        qualifier,
        items,
        lines,
        range,
        object,
        format,
        itemsPerTask,
        atOnce,
        attempts,
        description,
        key);
  }
}
