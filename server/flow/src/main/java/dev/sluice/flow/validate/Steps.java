package dev.sluice.flow.validate;

import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.ListNode;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Goes from the root of a document to a place in it. */
final class Steps {
  private Steps() {}

  /** The steps of a JSON pointer (RFC 6901). */
  static List<String> of(String pointer) {
    return Stream.of(pointer.split("/", -1))
        .skip(1)
        .map(step -> step.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  /** What is there; null for nothing, and for what an alias leads to. */
  static @Nullable Node find(Document document, List<String> steps) {
    Node node = document.root();
    for (String step : steps) {
      if (node instanceof MapNode map) {
        node = map.get(step);
      } else if (node instanceof ListNode list
          && step.matches("\\d{1,7}")
          && Integer.parseInt(step) < list.items().size()) {
        node = list.items().get(Integer.parseInt(step));
      } else {
        return null;
      }
    }
    return node;
  }
}
