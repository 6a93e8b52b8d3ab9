package dev.sluice.studio.core.workflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What was before, for undo and redo: of the drawing and of the text alike. Typing without a break
 * is one step. Confined to the UI thread.
 */
final class History {
  private static final int MOST = 300;

  private final Deque<Snapshot> undone = new ArrayDeque<>();
  private final Deque<Snapshot> done = new ArrayDeque<>();
  private Snapshot now;
  private boolean typing;
  private int typedAt = -1;

  History(Snapshot first) {
    this.now = first;
  }

  Snapshot now() {
    return now;
  }

  /** Another selection is no step. */
  void select(java.util.Set<String> keys) {
    now = now.withSelected(keys);
  }

  /** A step of the drawing, or of a form. */
  void step(Snapshot next) {
    push(next);
    typing = false;
  }

  /**
   * A step of the text: goes on with the one before where it is next to it and in the same line.
   *
   * @param at where the text was changed
   */
  void typed(Snapshot next, int at, boolean lineEnd) {
    boolean goesOn = typing && Math.abs(at - typedAt) <= 1 && !lineEnd;
    if (goesOn) {
      now = next;
    } else {
      push(next);
    }
    typing = true;
    typedAt = at;
  }

  private void push(Snapshot next) {
    done.push(now);
    if (done.size() > MOST) {
      done.removeLast();
    }
    undone.clear();
    now = next;
  }

  Optional<Snapshot> undo() {
    typing = false;
    if (done.isEmpty()) {
      return Optional.empty();
    }
    undone.push(now);
    now = done.pop();
    return Optional.of(now);
  }

  Optional<Snapshot> redo() {
    typing = false;
    if (undone.isEmpty()) {
      return Optional.empty();
    }
    done.push(now);
    now = undone.pop();
    return Optional.of(now);
  }
}
