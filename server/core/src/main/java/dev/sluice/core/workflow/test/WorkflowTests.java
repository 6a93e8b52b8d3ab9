package dev.sluice.core.workflow.test;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.IdSource;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.workflow.WorkflowService;
import dev.sluice.core.workflow.engine.Enclosing;
import dev.sluice.core.workflow.engine.Program;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Tests workflows by the engine that runs them, in the caller's thread: at most 10 seconds, 10,000
 * steps and 4 MiB of results. Thread-safe.
 */
public final class WorkflowTests {
  private static final int MOST_AT_ONCE = 4;

  private final WorkflowService workflows;
  private final Clock clock;
  private final IdSource ids;
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);

  /** Works on these. */
  public WorkflowTests(WorkflowService workflows, Clock clock, IdSource ids) {
    this.workflows = workflows;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Tests a text that need not be deployed.
   *
   * @throws SluiceException {@code INVALID_WORKFLOW}, {@code INVALID_REQUEST} for a wrong
   *     reference, or {@code CAPACITY_EXCEEDED}
   */
  public TestResult ofText(String definition, TestSpec spec) {
    return run(WorkflowService.compile(definition), spec);
  }

  /**
   * Tests a workflow that is deployed.
   *
   * @param qualifier null for the newest version
   * @throws SluiceException as of {@link #ofText}, and {@code WORKFLOW_NOT_FOUND}
   */
  public TestResult ofWorkflow(
      String namespace, String workflow, @Nullable String qualifier, TestSpec spec) {
    return run(workflows.program(workflows.resolve(namespace, workflow, qualifier, null)), spec);
  }

  private TestResult run(Program program, TestSpec spec) {
    Mocks mocks = new Mocks(program, spec.mocks());
    int only = spec.state() == null ? -1 : Mocks.task(program, spec.state());
    if (only >= 0) {
      checkVariables(program, only, spec.variables().keySet());
    }
    if (!room.tryAcquire()) {
      throw new SluiceException(
          ErrorCode.CAPACITY_EXCEEDED,
          MOST_AT_ONCE + " tests of workflows run already.",
          "Try again in a few seconds.");
    }
    try {
      return new TestRun(program, only, mocks, spec, clock, ids).run();
    } finally {
      room.release();
    }
  }

  private static void checkVariables(Program program, int only, Set<String> given) {
    Set<String> known = Enclosing.of(program, only).names();
    for (String name : given) {
      if (!known.contains(name)) {
        throw new SluiceException(
            ErrorCode.INVALID_REQUEST,
            "Nothing around the task "
                + program.pointer(only)
                + " has a variable "
                + Text.shorten(name, 80)
                + ".",
            known.isEmpty()
                ? "It is in no loop and no handler; put data into its input or context."
                : "Those around it are " + String.join(", ", known) + ".");
      }
    }
  }
}
