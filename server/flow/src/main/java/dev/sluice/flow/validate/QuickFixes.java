package dev.sluice.flow.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.flow.task.Transitions;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.ListEdits;
import dev.sluice.flow.text.ListNode;
import dev.sluice.flow.text.MapEdits;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.Pointer;
import dev.sluice.flow.text.Problem;
import dev.sluice.flow.text.ScalarNode;
import dev.sluice.flow.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What puts right what is wrong, where that can be told. Stateless. */
public final class QuickFixes {
  private static final String THEN = "then";

  private QuickFixes() {}

  /**
   * A way to put something right.
   *
   * @param label what it does, for people: begins with a verb, has no full stop
   * @param edits of the document that it was made for
   */
  public record Fix(String label, List<TextEdit> edits) {
    public Fix {
      edits = List.copyOf(edits);
    }
  }

  /**
   * The ways to put a problem right, the likeliest first; empty where nobody knows any.
   *
   * @param document in which it was found
   */
  public static List<Fix> of(Document document, Problem problem) {
    List<String> steps = Pointer.steps(problem.path());
    if (steps.isEmpty()) {
      return List.of();
    }
    String last = steps.get(steps.size() - 1);
    Node around = Pointer.find(document, steps.subList(0, steps.size() - 1));
    List<Fix> fixes = new ArrayList<>();
    if (around instanceof MapNode map && map.entry(last) != null) {
      MapEdits edits = new MapEdits(document, map);
      switch (problem.code()) {
        case UNKNOWN_KEY, UNKNOWN_KIND, SUSPICIOUS_KEY -> {
          rename(fixes, map, edits, last, problem);
          fixes.add(new Fix("Remove '" + last + "'", edits.remove(last)));
        }
        case EXCLUSIVE_KEYS, SEVERAL_KINDS, DUPLICATE_KEY ->
            fixes.add(new Fix("Remove '" + last + "'", edits.remove(last)));
        case UNKNOWN_TARGET, TARGET_OUT_OF_SCOPE -> {
          change(fixes, map, edits, last, problem);
          fixes.add(
              new Fix("Go on with the next task", edits.set(THEN, text(Transitions.CONTINUE))));
        }
        case UNSUPPORTED_DSL ->
            fixes.add(new Fix("Change it to 1.0.0", edits.set(last, text("1.0.0"))));
        case DUPLICATE_NAME -> another(fixes, document, steps);
        case UNREACHABLE_TASK -> removeTask(fixes, document, steps);
        default -> change(fixes, map, edits, last, problem);
      }
    }
    return fixes;
  }

  private static void rename(
      List<Fix> fixes, MapNode map, MapEdits edits, String key, Problem problem) {
    String meant = problem.meant();
    if (meant != null && map.entry(meant) == null) {
      fixes.add(new Fix(changing(key, meant), edits.rename(key, meant)));
    }
  }

  private static void change(
      List<Fix> fixes, MapNode map, MapEdits edits, String key, Problem problem) {
    String meant = problem.meant();
    if (meant != null && map.get(key) instanceof ScalarNode written) {
      fixes.add(new Fix(changing(written.value(), meant), edits.set(key, text(meant))));
    }
  }

  private static String changing(String from, String to) {
    return "Change '" + from + "' to '" + to + "'";
  }

  /** Of two of one name the second gets another; what leads to that name leads to the first. */
  private static void another(List<Fix> fixes, Document document, List<String> steps) {
    // That of a case is told at where it goes.
    int end = steps.get(steps.size() - 1).equals(THEN) ? steps.size() - 1 : steps.size();
    String name = steps.get(end - 1);
    if (end >= 2
        && Pointer.find(document, steps.subList(0, end - 2)) instanceof ListNode list
        && Pointer.find(document, steps.subList(0, end - 1)) instanceof MapNode item
        && item.entry(name) != null) {
      Set<String> taken = new TreeSet<>();
      list.items().stream()
          .map(Node::target)
          .filter(MapNode.class::isInstance)
          .forEach(one -> ((MapNode) one).entries().forEach(entry -> taken.add(entry.name())));
      int number = 2;
      while (taken.contains(name + number)) {
        number++;
      }
      fixes.add(
          new Fix(
              "Rename it to '" + name + number + "'",
              new MapEdits(document, item).rename(name, name + number)));
    }
  }

  private static void removeTask(List<Fix> fixes, Document document, List<String> steps) {
    int size = steps.size();
    if (size >= 2 && Pointer.find(document, steps.subList(0, size - 2)) instanceof ListNode list) {
      fixes.add(
          new Fix(
              "Remove the task '" + steps.get(size - 1) + "'",
              new ListEdits(document, list).remove(Integer.parseInt(steps.get(size - 2)))));
    }
  }

  private static JsonNode text(String text) {
    return TextNode.valueOf(text);
  }
}
