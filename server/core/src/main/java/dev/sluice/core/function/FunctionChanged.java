package dev.sluice.core.function;

import dev.sluice.core.live.LiveMessage;
import java.util.List;
import java.util.SortedMap;

/**
 * A function, one of its versions or one of its aliases changed.
 *
 * @param version {@code latest}, or the number of the version that was made or deleted
 * @param text what happened, one sentence for people
 */
public record FunctionChanged(
    String namespace, String function, Change change, String version, String text)
    implements LiveMessage {

  /** What changed. */
  public enum Change {
    CREATED,
    UPDATED,
    DELETED,
    PUBLISHED,
    VERSION_DELETED,
    ALIAS_SET,
    ALIAS_DELETED
  }

  static FunctionChanged created(String namespace, String function) {
    return latest(namespace, function, Change.CREATED, "Created.");
  }

  static FunctionChanged deleted(String namespace, String function) {
    return latest(namespace, function, Change.DELETED, "Deleted.");
  }

  /** From one revision to another. */
  static FunctionChanged updated(FunctionRecord old, FunctionRecord now) {
    String text;
    if (old.enabled() != now.enabled()) {
      text = now.enabled() ? "Enabled." : "Disabled.";
    } else {
      List<String> fields = DefinitionChanges.between(old, now);
      text = fields.isEmpty() ? "Updated." : "Updated: " + String.join(", ", fields) + ".";
    }
    return latest(now.namespace(), now.name(), Change.UPDATED, text);
  }

  static FunctionChanged published(String namespace, String function, int version) {
    return new FunctionChanged(
        namespace,
        function,
        Change.PUBLISHED,
        Integer.toString(version),
        "Published version " + version + ".");
  }

  static FunctionChanged versionDeleted(String namespace, String function, int version) {
    return new FunctionChanged(
        namespace,
        function,
        Change.VERSION_DELETED,
        Integer.toString(version),
        "Deleted version " + version + ".");
  }

  /**
   * An alias leads to these versions.
   *
   * @param weights version to share
   */
  public static FunctionChanged aliasSet(
      String namespace, String function, String alias, SortedMap<Integer, Double> weights) {
    return latest(namespace, function, Change.ALIAS_SET, Weights.sentence(alias, weights));
  }

  static FunctionChanged aliasDeleted(String namespace, String function, String alias) {
    return latest(namespace, function, Change.ALIAS_DELETED, "Deleted the alias '" + alias + "'.");
  }

  private static FunctionChanged latest(
      String namespace, String function, Change change, String text) {
    return new FunctionChanged(namespace, function, change, Qualifiers.LATEST, text);
  }
}
