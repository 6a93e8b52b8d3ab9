package dev.sluice.flow.task;

import dev.sluice.flow.text.ListNode;
import java.util.List;
import java.util.Optional;

/**
 * A list of tasks; a transition names a task of its own scope.
 *
 * @param list as it is written
 * @param path of the list
 * @param concurrent whether all run at once, and none follows another
 * @param tasks in the order of the text, without items that are no task
 */
public record Scope(ListNode list, Path path, boolean concurrent, List<Task> tasks) {
  public Scope {
    tasks = List.copyOf(tasks);
  }

  /** The first task of this name. */
  public Optional<Task> task(String name) {
    return tasks.stream().filter(task -> task.name().equals(name)).findFirst();
  }
}
