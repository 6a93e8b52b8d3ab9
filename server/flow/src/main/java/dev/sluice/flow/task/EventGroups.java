package dev.sluice.flow.task;

import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.ScalarNode;
import dev.sluice.flow.text.ScalarType;
import java.util.List;

/**
 * Events of which one group or another is waited for, as in {@code (a and b) or c}: the language
 * has a {@code fork} for it whose branches listen and compete. People mean one event state by it.
 */
public final class EventGroups {
  private EventGroups() {}

  /**
   * The tasks that listen to a group each.
   *
   * @return none, where the task is anything else: one group alone, branches that do more, may be
   *     skipped, or do not compete
   */
  public static List<Task> of(Task task) {
    MapNode body = task.body();
    MapNode fork = task.kind() != TaskKind.FORK || body == null ? null : body.map("fork");
    if (fork == null || task.scopes().size() != 1 || !isTrue(fork, "compete")) {
      return List.of();
    }
    Scope branches = task.scopes().get(0);
    int count = branches.tasks().size();
    boolean all =
        count > 1
            && count == branches.list().items().size()
            && branches.tasks().stream().allMatch(EventGroups::onlyListens);
    return all ? branches.tasks() : List.of();
  }

  /** Whether a task waits for events and does no more, nor leads elsewhere or may be skipped. */
  public static boolean onlyListens(Task task) {
    MapNode body = task.body();
    return task.kind() == TaskKind.LISTEN
        && body != null
        && body.entry("foreach") == null
        && body.entry("if") == null
        && body.entry("then") == null;
  }

  private static boolean isTrue(MapNode map, String key) {
    return map.get(key) instanceof ScalarNode flag
        && flag.type() == ScalarType.BOOLEAN
        && Boolean.parseBoolean(flag.value());
  }
}
