package dev.sluice.flow.task;

import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.ScalarNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One task.
 *
 * @param key where its name is written
 * @param kind null when it has none that is known, or several
 * @param value what is written as the task
 * @param path of the value
 * @param scopes the tasks inside it
 */
public record Task(
    ScalarNode key, @Nullable TaskKind kind, Node value, Path path, List<Scope> scopes) {
  public Task {
    scopes = List.copyOf(scopes);
  }

  public String name() {
    return key.value();
  }

  /** Its keys; null when it is no map. */
  public @Nullable MapNode body() {
    return value.target() instanceof MapNode map ? map : null;
  }

  /** The text of one of its keys; null when there is none. */
  public @Nullable String text(String name) {
    MapNode body = body();
    return body == null ? null : body.text(name);
  }
}
