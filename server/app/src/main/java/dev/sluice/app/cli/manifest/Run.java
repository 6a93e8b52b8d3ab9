package dev.sluice.app.cli.manifest;

import dev.sluice.app.cli.code.UploadProgress;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of one run share: the way to the server, and at which revision they left a
 * function, at which version a workflow. Not thread-safe.
 */
final class Run {
  private final SluiceClient client;
  private final Shell shell;
  private final Map<String, Long> revisions = new HashMap<>();
  private final Map<String, Integer> workflows = new HashMap<>();

  Run(SluiceClient client, Shell shell) {
    this.client = client;
    this.shell = shell;
  }

  SluiceClient client() {
    return client;
  }

  /** Progress of an upload that starts now. */
  UploadProgress upload() {
    return new UploadProgress(shell.console(), shell.clock());
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
