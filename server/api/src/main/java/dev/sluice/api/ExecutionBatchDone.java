package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done about many executions, or would be.
 *
 * @param preview whether nothing was done
 * @param more whether there are others; the same request takes them next
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExecutionBatchDone(boolean preview, boolean more, List<Item> items) {
  public ExecutionBatchDone {
    items = List.copyOf(items);
  }

  /**
   * What became of one.
   *
   * @param status after it
   * @param tasks JSON pointers to the tasks that it is at after it
   * @param changed whether it did anything
   * @param error why it failed; null where it did not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      String id,
      @Nullable String workflow,
      @Nullable String status,
      @Nullable List<String> tasks,
      boolean changed,
      @Nullable String error) {}
}
