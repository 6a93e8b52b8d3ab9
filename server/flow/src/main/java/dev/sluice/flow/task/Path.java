package dev.sluice.flow.task;

import dev.sluice.flow.text.Pointer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The way from a document's root to a part of it. Immutable. */
public final class Path {
  /** The root. */
  public static final Path ROOT = new Path(null, "");

  private final @Nullable Path parent;
  private final String step;

  private Path(@Nullable Path parent, String step) {
    this.parent = parent;
    this.step = step;
  }

  /** The value of a key of what is here. */
  public Path key(String key) {
    return new Path(this, key);
  }

  /** An item of what is here. */
  public Path item(int index) {
    return new Path(this, Integer.toString(index));
  }

  /** The last key or index; empty for the root. */
  public String last() {
    return step;
  }

  /** As a JSON pointer (RFC 6901); empty for the root. */
  public String pointer() {
    Deque<String> steps = new ArrayDeque<>();
    for (Path at = this; at.parent != null; at = at.parent) {
      steps.push(Pointer.escaped(at.step));
    }
    StringBuilder pointer = new StringBuilder();
    steps.forEach(each -> pointer.append('/').append(each));
    return pointer.toString();
  }

  @Override
  public String toString() {
    return pointer();
  }
}
