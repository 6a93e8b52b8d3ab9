package dev.sluice.flow.graph;

import java.util.ArrayList;
import java.util.List;

/** The lines that an edit leaves alone: all but those of transitions and of its own task. */
final class Remains {
  private Remains() {}

  static List<String> of(String text, GraphEdit edit) {
    List<String> lines = new ArrayList<>();
    if (edit instanceof RemoveTask || edit instanceof RemoveCase || text.startsWith("{")) {
      // What goes is the task's own lines; the examples say which.
      return lines;
    }
    for (String line : text.lines().toList()) {
      boolean set = line.contains("metadata:") || line.contains("note:") || line.contains("{}");
      boolean transition = line.contains("then:") || (edit instanceof SetValue && set);
      boolean renamed =
          edit instanceof RenameTask rename && line.contains("- " + rename.name() + ":");
      boolean first = line.contains("- c0:") || line.contains("[");
      if (!transition && !renamed && !first && !line.isBlank() && !line.contains("{wait")) {
        lines.add(line);
      }
    }
    return lines;
  }
}
