package dev.sluice.flow.text;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON pointers (RFC 6901) into documents. */
public final class Pointer {
  private Pointer() {}

  /** A key as a step of a pointer is written. */
  public static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  /** The key that a step of a pointer is written for. */
  public static String key(String step) {
    return step.replace("~1", "/").replace("~0", "~");
  }

  /** The keys and indexes of a pointer; none for that of the whole document. */
  public static List<String> steps(String pointer) {
    return Stream.of(pointer.split("/", -1)).skip(1).map(Pointer::key).toList();
  }

  /** What is written at a place; null for nothing, and beyond an alias. */
  public static @Nullable Node find(Document document, List<String> steps) {
    Node node = document.root();
    for (String step : steps) {
      node = node == null ? null : below(node, step);
    }
    return node;
  }

  /** What is written directly below a map's key or a list's index; null for nothing. */
  public static @Nullable Node below(Node node, String step) {
    if (node instanceof MapNode map) {
      Entry entry = map.entry(step);
      return entry == null ? null : entry.value();
    }
    return node instanceof ListNode list
            && step.matches("\\d{1,7}")
            && Integer.parseInt(step) < list.items().size()
        ? list.items().get(Integer.parseInt(step))
        : null;
  }
}
