package dev.sluice.flow.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a task does; its key says it. */
public enum TaskKind {
  CALL,
  DO,
  EMIT,
  FOR,
  FORK,
  LISTEN,
  RAISE,
  RUN,
  SET,
  SWITCH,
  TRY,
  WAIT;

  /** Keys that tasks of every kind may have. */
  public static final List<String> COMMON_KEYS =
      List.of("if", "input", "output", "export", "timeout", "then", "metadata");

  /** As it is written: {@code switch}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Keys that only tasks of this kind have beside its own. */
  public List<String> companions() {
    return switch (this) {
      case CALL -> List.of("with");
      case FOR -> List.of("while", "do");
      case LISTEN -> List.of("foreach");
      case TRY -> List.of("catch");
      default -> List.of();
    };
  }

  /** The kind of a key; null when it is none. */
  public static @Nullable TaskKind of(String key) {
    for (TaskKind kind : values()) {
      if (kind.key().equals(key)) {
        return kind;
      }
    }
    return null;
  }

  /** The kinds whose keys are among these; {@code do} belongs to {@code for} where both are. */
  public static List<TaskKind> among(Iterable<String> keys) {
    List<TaskKind> found = new ArrayList<>();
    for (String key : keys) {
      TaskKind kind = of(key);
      if (kind != null && !found.contains(kind)) {
        found.add(kind);
      }
    }
    if (found.contains(FOR)) {
      found.remove(DO);
    }
    return found;
  }
}
