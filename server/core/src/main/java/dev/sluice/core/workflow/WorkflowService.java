package dev.sluice.core.workflow;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.Digests;
import dev.sluice.core.Names;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.engine.Program;
import dev.sluice.flow.text.Problem;
import dev.sluice.flow.validate.WorkflowValidator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workflows with their versions. Thread-safe. */
public final class WorkflowService {
  /** How many characters a workflow may have. */
  private static final int MOST_CHARACTERS = 1_000_000;

  private final WorkflowStore store;
  private final Clock clock;

  /** Works on these. */
  public WorkflowService(WorkflowStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Deploys a text: a new version, unless the newest one has the same text.
   *
   * @param name null for the name in the document
   * @throws SluiceException {@code INVALID_WORKFLOW} or {@code INVALID_NAME}
   */
  public WorkflowVersion deploy(String namespace, @Nullable String name, String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw Programs.refused("it has more than " + MOST_CHARACTERS + " characters");
    }
    for (Problem problem : WorkflowValidator.check(text.getBytes(StandardCharsets.UTF_8), null)) {
      if (!problem.isWarning()) {
        throw Programs.refused("line " + problem.position().line() + ": " + problem.message());
      }
    }
    Program program = Programs.compile(text);
    String workflow = Names.require("workflow", name == null ? program.name() : name);
    String digest = Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    while (true) {
      WorkflowVersion before = store.latest(namespace, workflow).orElse(null);
      if (before != null && before.digest().equals(digest)) {
        return before;
      }
      WorkflowVersion next =
          new WorkflowVersion(
              namespace, workflow, store.next(namespace, workflow), digest, text, clock.instant());
      if (store.add(next)) {
        return next;
      }
    }
  }

  /**
   * A version.
   *
   * @param version its number; null for the newest
   * @throws SluiceException {@code WORKFLOW_NOT_FOUND}
   */
  public WorkflowVersion get(String namespace, String workflow, @Nullable Integer version) {
    return (version == null
            ? store.latest(namespace, workflow)
            : store.find(namespace, workflow, version))
        .orElseThrow(() -> notFound(version == null ? workflow : workflow + " version " + version));
  }

  /** The newest version of each, by name. */
  public List<WorkflowVersion> list(String namespace) {
    return store.list(namespace);
  }

  /** All versions of one, the newest first. */
  public List<WorkflowVersion> versions(String namespace, String workflow) {
    get(namespace, workflow, null);
    return store.versions(namespace, workflow);
  }

  /** Removes one; executions that have begun go on. */
  public void delete(String namespace, String workflow) {
    if (!store.remove(namespace, workflow)) {
      throw notFound(workflow);
    }
  }

  static SluiceException notFound(String what) {
    return new SluiceException(
        ErrorCode.WORKFLOW_NOT_FOUND,
        "There is no workflow " + what + ".",
        "'sluice workflow list' shows those that are there.");
  }
}
