package dev.sluice.flow.validate;

import dev.sluice.flow.task.Path;
import dev.sluice.flow.text.Entry;
import dev.sluice.flow.text.ListNode;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.ProblemCode;
import java.util.HashMap;
import java.util.Map;

/** Keys that are in one map twice, wherever it is. */
final class KeyRules {
  private KeyRules() {}

  static void check(Node node, Path path, Report report) {
    if (node instanceof MapNode map) {
      Map<String, Entry> first = new HashMap<>();
      for (Entry entry : map.entries()) {
        Entry before = first.putIfAbsent(entry.name(), entry);
        Path own = path.key(entry.name());
        if (before != null) {
          int line = report.line(before.key());
          String sentence = "the key '" + entry.name() + "' is there twice, first in line " + line;
          report.add(ProblemCode.DUPLICATE_KEY, entry.key(), own, sentence);
        }
        check(entry.value(), own, report);
      }
    } else if (node instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        check(list.items().get(i), path.item(i), report);
      }
    }
  }
}
