package dev.sluice.studio.core.editor;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with a draft before the server would. The server's limits are the measure; it
 * checks again and has the last word.
 */
public final class DraftCheck {
  private static final int LEAST_MEMORY = 64;
  private static final int MOST_MEMORY = 8192;
  private static final double LONGEST_TIMEOUT = 900;
  private static final double LEAST_CPUS = 0.1;
  private static final double MOST_CPUS = 64;
  private static final int MOST_KEPT = 1_000;
  private static final int MOST_INSTANCES = 10_000;

  private DraftCheck() {}

  /** One sentence for each field that is wrong; empty when all are right. */
  public static Map<DraftField, String> problems(FunctionDraft draft) {
    Map<DraftField, String> problems = new EnumMap<>(DraftField.class);
    put(problems, DraftField.HANDLER, handler(draft.handler()));
    DraftLimits limits = draft.limits();
    put(problems, DraftField.MEMORY, memory(limits.memory()));
    put(problems, DraftField.CPUS, cpus(limits.cpus()));
    put(problems, DraftField.TIMEOUT, timeout(limits.timeout()));
    put(problems, DraftField.MIN_INSTANCES, minInstances(limits.minInstances()));
    put(problems, DraftField.MAX_INSTANCES, maxInstances(limits));
    put(problems, DraftField.ENVIRONMENT, environment(draft.environment()));
    put(problems, DraftField.LABELS, duplicates(draft.labels(), "label"));
    return problems;
  }

  /** What is wrong with a new function's name; null when nothing is. */
  public static @Nullable String name(String name) {
    if (name.isEmpty()) {
      return "Give the function a name.";
    }
    if (!name.matches("[a-z0-9A-Z_-]*")) {
      return "Use letters, digits, hyphens and underscores only.";
    }
    if (!name.matches("[a-zA-Z].*")) {
      return "Begin with a letter.";
    }
    return name.length() > 63 ? "Use at most 63 characters." : null;
  }

  private static @Nullable String handler(String text) {
    if (text.isBlank()) {
      return "Name the handler, for example main.handler.";
    }
    return text.strip().contains(" ") ? "A handler has no spaces." : null;
  }

  private static @Nullable String memory(String text) {
    try {
      int mib = Integer.parseInt(text.strip());
      if (mib >= LEAST_MEMORY && mib <= MOST_MEMORY) {
        return null;
      }
    } catch (NumberFormatException e) {
      return "The memory is a whole number of MiB from "
          + LEAST_MEMORY
          + " to "
          + MOST_MEMORY
          + ".";
    }
    return "The memory is from " + LEAST_MEMORY + " to " + MOST_MEMORY + " MiB.";
  }

  private static @Nullable String timeout(String text) {
    try {
      double seconds = Double.parseDouble(text.strip());
      if (seconds > 0 && seconds <= LONGEST_TIMEOUT) {
        return null;
      }
    } catch (NumberFormatException e) {
      return "The timeout is a number of seconds, for example 30 or 0.5.";
    }
    return "The timeout is above 0 and at most 900 seconds.";
  }

  private static @Nullable String cpus(String text) {
    try {
      double cpus = Double.parseDouble(text.strip());
      if (cpus >= LEAST_CPUS && cpus <= MOST_CPUS) {
        return null;
      }
    } catch (NumberFormatException e) {
      return "The CPU is a number of cores, for example 1 or 0.5.";
    }
    return "The CPU is from 0.1 to 64 cores.";
  }

  private static @Nullable String minInstances(String text) {
    int count = whole(text);
    return count >= 0 && count <= MOST_KEPT
        ? null
        : "The instances kept warm are a whole number from 0 to " + MOST_KEPT + ".";
  }

  private static @Nullable String maxInstances(DraftLimits limits) {
    if (limits.maxInstances().isBlank()) {
      return null;
    }
    int most = whole(limits.maxInstances());
    if (most < 1 || most > MOST_INSTANCES) {
      return "The most instances are a whole number from 1 to "
          + MOST_INSTANCES
          + ", or nothing for as many as the server allows.";
    }
    int least = whole(limits.minInstances());
    return least > most
        ? "There are " + least + " instances kept warm, but at most " + most + " allowed."
        : null;
  }

  /** The number; -1 when it is none. */
  private static int whole(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static @Nullable String environment(List<Entry> entries) {
    for (Entry entry : entries) {
      if (!entry.key().matches("[A-Za-z_][A-Za-z0-9_]*")) {
        return "'" + entry.key() + "' is not a variable's name: use letters, digits and _.";
      }
    }
    return duplicates(entries, "variable");
  }

  private static @Nullable String duplicates(List<Entry> entries, String what) {
    Set<String> seen = new HashSet<>();
    for (Entry entry : entries) {
      if (entry.key().isBlank()) {
        return "A " + what + " needs a name.";
      }
      if (!seen.add(entry.key())) {
        return "The " + what + " '" + entry.key() + "' is there twice.";
      }
    }
    return null;
  }

  private static void put(
      Map<DraftField, String> problems, DraftField field, @Nullable String problem) {
    if (problem != null) {
      problems.put(field, problem);
    }
  }
}
