package dev.sluice.core.workflow.test;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.workflow.engine.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands in for the calls of each task. Confined to one thread. */
final class Mocks {
  private final Map<Integer, List<Mock>> byTask = new HashMap<>();
  private final Map<Integer, Integer> used = new HashMap<>();

  /**
   * Those of a test.
   *
   * @param written by references to tasks, none without a mock
   * @throws SluiceException {@code INVALID_REQUEST}
   */
  Mocks(Program program, Map<String, List<Mock>> written) {
    written.forEach(
        (reference, mocks) -> {
          int task = task(program, reference);
          if (!program.isCall(task)) {
            throw new SluiceException(
                ErrorCode.INVALID_REQUEST,
                "The task " + Text.shorten(reference, 200) + " has a mock and calls nothing.",
                "Mocks stand in for 'call' and 'run' alone; everything else runs as it is.");
          }
          if (byTask.put(task, mocks) != null) {
            throw SluiceException.of(
                ErrorCode.INVALID_REQUEST,
                "The task " + program.pointer(task) + " has its mocks twice.");
          }
        });
  }

  /**
   * The task that a reference means.
   *
   * @throws SluiceException {@code INVALID_REQUEST} where that is none, or several
   */
  static int task(Program program, String reference) {
    List<Integer> found = program.find(reference);
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new SluiceException(
        ErrorCode.INVALID_REQUEST,
        found.isEmpty()
            ? "The workflow has no task " + Text.shorten(reference, 200) + "."
            : "The workflow has " + found.size() + " tasks " + Text.shorten(reference, 200) + ".",
        found.isEmpty()
            ? "Name a task, or point to it, like /do/0/check."
            : "Say which: "
                + found.stream().limit(5).map(program::pointer).collect(Collectors.joining(", "))
                + ".");
  }

  /** The next mock of a task: the last one stays; null where it has none. */
  @Nullable Mock next(int task) {
    List<Mock> mocks = byTask.get(task);
    if (mocks == null) {
      return null;
    }
    int number = used.merge(task, 1, Integer::sum);
    return mocks.get(Math.min(number, mocks.size()) - 1);
  }
}
