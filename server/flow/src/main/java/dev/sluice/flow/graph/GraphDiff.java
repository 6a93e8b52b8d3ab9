package dev.sluice.flow.graph;

import dev.sluice.flow.text.Document;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of one workflow's drawing in another's. A state is the same where its name is, in
 * lists that are at the same place; a rename is one that went and one that came. Immutable.
 *
 * @param states all of both, by their keys in {@link StateIndex}, each before those inside it
 * @param edges all of both, those of one scope together
 * @param elsewhere keys of the document whose values differ, but for its tasks
 * @param drawings both laid over one another, a graph for each that {@link Projection} has of
 *     either; pointers in them name no place of a text
 */
public record GraphDiff(
    Map<String, StateChange> states,
    List<EdgeChange> edges,
    List<String> elsewhere,
    List<Graph> drawings) {
  /** What became of something. */
  public enum Change {
    /** Both have it, and it says the same. */
    SAME,
    /** Only the later one has it. */
    ADDED,
    /** Only the earlier one has it. */
    REMOVED,
    /** Both have it, and it says something else. */
    CHANGED
  }

  /** What is another in a state that both have. */
  public enum Aspect {
    /** What its task says, but for what is inside and where it goes. */
    TASK,
    /** Where it says that it goes. */
    TRANSITIONS
  }

  /**
   * What became of a state.
   *
   * @param aspects of one that changed; none for others
   */
  public record StateChange(String key, Change change, Set<Aspect> aspects) {
    public StateChange {
      aspects = Set.copyOf(aspects);
    }
  }

  /**
   * What became of a way; none is {@code CHANGED}.
   *
   * @param scopeKey the key of its list of tasks
   */
  public record EdgeChange(String scopeKey, Edge edge, Change change) {}

  public GraphDiff {
    states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
    edges = List.copyOf(edges);
    elsewhere = List.copyOf(elsewhere);
    drawings = List.copyOf(drawings);
  }

  /** What became of the earlier document's drawing in the later one's. */
  public static GraphDiff of(Document before, Document after) {
    return new Overlay(before, after).diff();
  }

  /** Whether they mean the same: comments, and how values are written, do not count. */
  public boolean isEmpty() {
    return elsewhere.isEmpty()
        && states.values().stream().allMatch(each -> each.change() == Change.SAME)
        && edges.stream().allMatch(each -> each.change() == Change.SAME);
  }

  /** What became of the state of this key; empty where neither has it. */
  public Optional<StateChange> state(String key) {
    return Optional.ofNullable(states.get(key));
  }

  /** How many states something became of. */
  public long count(Change change) {
    return states.values().stream().filter(each -> each.change() == change).count();
  }
}
