package dev.sluice.studio.core.workflow.compare;

import dev.sluice.flow.graph.GraphDiff;
import dev.sluice.flow.graph.GraphDiff.Aspect;
import dev.sluice.flow.graph.GraphDiff.Change;
import dev.sluice.flow.graph.GraphDiff.StateChange;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of a workflow from one text to another. Immutable. */
public final class Comparison {
  /** Nothing with nothing. */
  public static final Comparison EMPTY = of(new Side("", ""), new Side("", ""));

  private final Side before;
  private final Side after;
  private final @Nullable Document earlier;
  private final @Nullable Document later;
  private final StateIndex indexBefore;
  private final StateIndex indexAfter;
  private final @Nullable GraphDiff diff;
  private final Set<String> around;
  private final String unreadable;

  /**
   * A text that is compared.
   *
   * @param title what it is called: {@code version 3}
   */
  public record Side(String title, String text) {}

  private Comparison(Side before, Side after) {
    this.before = before;
    this.after = after;
    Reading old = Document.read(before.text());
    Reading now = Document.read(after.text());
    earlier = old.document();
    later = now.document();
    Document none = Document.read("").orThrow();
    indexBefore = StateIndex.of(earlier == null ? none : earlier);
    indexAfter = StateIndex.of(later == null ? none : later);
    diff = earlier == null || later == null ? null : GraphDiff.of(earlier, later);
    around = diff == null ? Set.of() : around(diff);
    unreadable = unreadable(before, old) + unreadable(after, now);
  }

  /** Compares. */
  public static Comparison of(Side before, Side after) {
    return new Comparison(before, after);
  }

  private static String unreadable(Side side, Reading reading) {
    if (reading.document() != null) {
      return "";
    }
    int line = reading.problems().get(0).position().line();
    return "No drawing: line " + line + " of " + side.title() + " cannot be read. ";
  }

  /** The earlier text. */
  public Side before() {
    return before;
  }

  /** The later text. */
  public Side after() {
    return after;
  }

  /** What became of the drawing; empty while one of the texts cannot be read. */
  public Optional<GraphDiff> diff() {
    return Optional.ofNullable(diff);
  }

  /** How many states something became of. */
  public long count(Change change) {
    return diff == null ? 0 : diff.count(change);
  }

  /** All of it in a sentence. */
  public String summary() {
    if (diff == null) {
      return unreadable.strip();
    }
    if (diff.isEmpty()) {
      return before.text().equals(after.text())
          ? "No differences."
          : "No differences but for comments and the way it is written.";
    }
    List<String> parts = new ArrayList<>();
    long ways = diff.edges().stream().filter(each -> each.change() != Change.SAME).count();
    if (changed().isEmpty()) {
      parts.add(ways > 0 ? "No state differs, but the ways between them" : "No state differs");
    }
    if (!diff.elsewhere().isEmpty()) {
      parts.add("beside the states: " + String.join(", ", diff.elsewhere()));
    }
    return String.join(";  ", parts);
  }

  /** Keys of states that something became of, each before those inside it. */
  public List<String> changed() {
    return diff == null
        ? List.of()
        : diff.states().values().stream()
            .filter(each -> each.change() != Change.SAME)
            .map(StateChange::key)
            .toList();
  }

  /** Keys of containers in which nothing became of anything, nor of themselves. */
  public Set<String> quiet() {
    Set<String> quiet = new HashSet<>();
    if (diff != null) {
      for (StateChange state : diff.states().values()) {
        if (state.change() == Change.SAME && !changedInside(state.key())) {
          quiet.add(state.key());
        }
      }
    }
    return quiet;
  }

  /** Whether something became of what is inside a state. */
  boolean changedInside(String key) {
    return around.contains(key);
  }

  /** Keys of what is around those that something became of. */
  private static Set<String> around(GraphDiff diff) {
    Set<String> around = new HashSet<>();
    for (StateChange state : diff.states().values()) {
      if (state.change() != Change.SAME) {
        above(state.key(), around);
      }
    }
    for (GraphDiff.EdgeChange edge : diff.edges()) {
      if (edge.change() != Change.SAME) {
        above(edge.scopeKey(), around);
      }
    }
    return around;
  }

  private static void above(String key, Set<String> around) {
    int slash = key.lastIndexOf('/');
    while (slash > 0 && around.add(key.substring(0, slash))) {
      slash = key.lastIndexOf('/', slash - 1);
    }
  }

  /** What became of a state, in a few words. */
  public String words(String key) {
    Optional<StateChange> state = diff == null ? Optional.empty() : diff.state(key);
    return state.map(Comparison::words).orElse("");
  }

  private static String words(StateChange state) {
    return switch (state.change()) {
      case ADDED -> "added";
      case REMOVED -> "removed";
      case SAME -> "unchanged";
      case CHANGED ->
          !state.aspects().contains(Aspect.TRANSITIONS)
              ? "changed: what it does"
              : state.aspects().contains(Aspect.TASK)
                  ? "changed: what it does, and where it goes"
                  : "changed: where it goes";
    };
  }

  /** A state as it is written, in the later text where it is there. */
  Optional<StateIndex.Entry> entry(String key) {
    return indexAfter.state(key).or(() -> indexBefore.state(key));
  }

  /** What the earlier text says of a state; empty where it has none of that key. */
  public String textBefore(String key) {
    return text(earlier, indexBefore, key);
  }

  /** What the later text says of a state; empty where it has none of that key. */
  public String textAfter(String key) {
    return text(later, indexAfter, key);
  }

  private static String text(@Nullable Document document, StateIndex index, String key) {
    Optional<StateIndex.Entry> entry = index.state(key);
    if (document == null || entry.isEmpty()) {
      return "";
    }
    int start = entry.get().span().start();
    int indent = document.position(start).column() - 1;
    StringBuilder text = new StringBuilder();
    for (String line : document.text(entry.get().span()).lines().toList()) {
      int from = 0;
      while (text.length() > 0
          && from < Math.min(indent, line.length())
          && line.charAt(from) == ' ') {
        from++;
      }
      text.append(line, from, line.length()).append('\n');
    }
    return text.toString();
  }
}
