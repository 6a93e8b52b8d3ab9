package dev.sluice.manifest;

import dev.sluice.client.SluiceClient;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of one run share: the way to the server, and at which revision they left a
 * function, at which version a workflow. Not thread-safe.
 */
public final class Run {
  private final SluiceClient client;
  private final Supplier<Upload> uploads;
  private final Map<String, Long> revisions = new HashMap<>();
  private final Map<String, Integer> workflows = new HashMap<>();

  /**
   * A run of which no step was done.
   *
   * @param uploads what watches each upload
   */
  public Run(SluiceClient client, Supplier<Upload> uploads) {
    this.client = client;
    this.uploads = uploads;
  }

  SluiceClient client() {
    return client;
  }

  /** Progress of an upload that starts now. */
  Upload upload() {
    return uploads.get();
  }

  /** A step left the function at this revision. */
  void leftAt(String function, long revision) {
    revisions.put(function, revision);
  }

  /** The revision that a step left it at, else the one that the plan was made from. */
  @Nullable Long revision(String function, @Nullable Long planned) {
    Long left = revisions.get(function);
    return left == null ? planned : left;
  }

  /** A step left the workflow at this version. */
  void deployed(String workflow, int version) {
    workflows.put(workflow, version);
  }

  /** The version that a step left it at, else the one that the plan was made from. */
  @Nullable Integer version(String workflow, @Nullable Integer planned) {
    Integer left = workflows.get(workflow);
    return left == null ? planned : left;
  }
}
