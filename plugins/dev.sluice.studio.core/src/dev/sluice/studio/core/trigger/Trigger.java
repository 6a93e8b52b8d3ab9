package dev.sluice.studio.core.trigger;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that leads to a function.
 *
 * @param name of the association, source, workflow or function
 * @param qualifier where it leads: {@code latest}, a version's number or an alias; empty when by
 *     weights, or when an association decides that
 * @param weights version number to share, when it leads to several; else empty
 * @param state as the server calls it; empty when it has none
 * @param detail its filter, where its events come from, or where in a workflow it is called
 * @param waiting events that wait; null when nothing can wait
 * @param delayMs how long the oldest of them has waited, in milliseconds; null for none
 * @param trouble what is wrong, or null
 */
public record Trigger(
    Kind kind,
    String name,
    String qualifier,
    Map<String, Double> weights,
    String state,
    String detail,
    @Nullable Long waiting,
    @Nullable Double delayMs,
    @Nullable String trouble) {

  /** What it is. */
  public enum Kind {
    ASSOCIATION("Association"),
    SCHEDULE("Schedule"),
    ROUTE("Gateway route"),
    SOURCE("Source"),
    WORKFLOW("Workflow"),
    RESULTS("Results of");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** For people. */
    public String word() {
      return word;
    }

    /** Whether it brings events by itself. */
    public boolean brings() {
      return this == SCHEDULE || this == ROUTE || this == SOURCE;
    }
  }

  /** Tells it from all others that lead to the same function. */
  public String key() {
    return kind + "/" + name + "/" + qualifier + "/" + (kind == Kind.WORKFLOW ? detail : "");
  }

  /** Where it leads, in words: an alias, a version, shares; empty when it is not its to say. */
  public String to() {
    if (weights.isEmpty()) {
      return qualifier;
    }
    return String.join(
        ", ",
        weights.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> Math.round(each.getValue() * 100) + " % v" + each.getKey())
            .toList());
  }

  /** Whether it leads to this version, or alias, by name. */
  public boolean leadsTo(String versionOrAlias) {
    return qualifier.equals(versionOrAlias) || weights.containsKey(versionOrAlias);
  }

  /** Whether it can be let go on or not. */
  public boolean pausable() {
    return kind == Kind.ASSOCIATION || kind.brings();
  }

  /** Whether it is paused. */
  public boolean paused() {
    return state.equals("paused");
  }

  /** In a sentence: {@code the association orders}. */
  public String words() {
    return switch (kind) {
      case ASSOCIATION -> "the association " + name;
      case SCHEDULE -> "the schedule " + name;
      case ROUTE -> "the gateway route " + name;
      case SOURCE -> "the source " + name;
      case WORKFLOW -> "the workflow " + name;
      case RESULTS -> "the function " + name + " (its results)";
    };
  }
}
