package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.core.workflow.engine.HistoryEvent.Audit;
import dev.sluice.core.workflow.engine.HistoryEvent.Fixed;
import dev.sluice.core.workflow.engine.Program.Code;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Repairs of executions that are stuck, went wrong or faulted. */
final class Fixes {
  private Fixes() {}

  /** What a repair is; null where there is nothing that it fits. */
  static @Nullable HistoryEvent decide(State state, Command.Repair repair, Audit audit, long now) {
    if (repair instanceof Command.EditContext edit) {
      return new Fixed("context", 0, 0, edit.context(), now, audit);
    }
    String task =
        repair instanceof Command.Retry retry
            ? retry.task()
            : repair instanceof Command.Skip skip
                ? skip.task()
                : repair instanceof Command.Jump jump ? jump.task() : null;
    Frame owner = owner(state, task);
    if (owner == null) {
      return null;
    }
    Code code = code(state, owner);
    if (repair instanceof Command.Retry retry) {
      JsonNode input = retry.input() == null ? owner.data : retry.input();
      return new Fixed("retry", owner.id, owner.cursor, input, now, audit);
    }
    if (repair instanceof Command.Skip skip) {
      return new Fixed("skip", owner.id, code.next(), skip.output(), now, audit);
    }
    if (repair instanceof Command.Jump jump) {
      List<Integer> tasks = state.program().scopes().get(owner.scope).tasks();
      for (int i = 0; i < tasks.size(); i++) {
        if (state.program().tasks().get(tasks.get(i)).name().equals(jump.target())) {
          JsonNode input = jump.input() == null ? owner.data : jump.input();
          return new Fixed("jump", owner.id, i, input, now, audit);
        }
      }
    }
    return null;
  }

  /** A pointer to the task that would be tried again; null for none. */
  static @Nullable String atHand(State state) {
    Frame owner = owner(state, null);
    return owner == null ? null : code(state, owner).pointer();
  }

  /** The frame whose task is at hand: the innermost one, or that of a task's name or pointer. */
  private static @Nullable Frame owner(State state, @Nullable String task) {
    Frame found = null;
    for (Frame frame : state.frames()) {
      boolean working = frame.phase == Frame.Phase.SCOPE || frame.phase == Frame.Phase.HANDLER;
      if (!working || frame.scope < 0 || !isAtTask(state, frame)) {
        continue;
      }
      Code code = code(state, frame);
      boolean named = task != null && (task.equals(code.name()) || task.equals(code.pointer()));
      if (task == null ? found == null || !hasScopeInside(state, frame) : named) {
        found = frame;
      }
    }
    return found;
  }

  private static boolean hasScopeInside(State state, Frame frame) {
    for (Frame other : state.frames()) {
      if (other.parent == frame.id && other.scope >= 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAtTask(State state, Frame frame) {
    int size = state.program().scopes().get(frame.scope).tasks().size();
    return frame.cursor >= 0 && frame.cursor < size;
  }

  private static Code code(State state, Frame frame) {
    int number = state.program().scopes().get(frame.scope).tasks().get(frame.cursor);
    return state.program().tasks().get(number);
  }

  /** What a repair does to the state. */
  static void apply(State state, Fixed fixed) {
    if (fixed.fix().equals("context")) {
      state.context(fixed.value());
      return;
    }
    if (state.status().isOver()) {
      state.revive();
      // Calls of other branches were given up with the fault: they are made anew.
      for (Frame frame : state.frames()) {
        if (state.has(frame.id) && frame.key != null) {
          Frame parent = state.frame(frame.parent);
          state.remove(frame.id);
          state.settle(parent, parent.phase);
        }
      }
      for (Frame frame : state.frames()) {
        boolean idle = frame.phase == Frame.Phase.SCOPE || frame.phase == Frame.Phase.HANDLER;
        if (idle && !state.hasInside(frame.id)) {
          state.settle(frame, frame.phase);
        }
      }
    }
    if (!state.has(fixed.frame())) {
      return;
    }
    Frame owner = state.frame(fixed.frame());
    state.removeInside(owner.id);
    owner.cursor = fixed.next();
    owner.data = fixed.value();
    state.settle(owner, owner.phase);
  }
}
