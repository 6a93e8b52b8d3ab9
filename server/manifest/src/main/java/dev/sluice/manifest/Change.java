package dev.sluice.manifest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one thing.
 *
 * @param kind secret, function, version, alias, workflow ...
 * @param function whose version or alias it is, a workflow for its alias; null for other things
 * @param name the name, or a version's number
 * @param about in a few words, what is not a difference of fields
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Change(
    Action action,
    String kind,
    @Nullable String function,
    String name,
    String about,
    List<Difference> differences) {

  /** What happens. */
  public enum Action {
    create,
    update,
    delete,
    unchanged
  }

  static Change of(Action action, String kind, String name, String about) {
    return new Change(action, kind, null, name, about, List.of());
  }

  static Change of(String kind, String name, List<Difference> differences) {
    return new Change(updateOr(differences), kind, null, name, "", differences);
  }

  /** One that came from the manifest is deleted. */
  static Change gone(String kind, String name) {
    return of(Action.delete, kind, name, "it is not in the manifest any more");
  }

  private static Action updateOr(List<Difference> differences) {
    return differences.isEmpty() ? Action.unchanged : Action.update;
  }

  /** The same as a part of this function. */
  Change in(String owner) {
    return new Change(action, kind, owner, name, about, differences);
  }

  /** Whether it is as it should be. */
  @JsonIgnore
  public boolean isNothing() {
    return action == Action.unchanged;
  }

  /** What people call the thing: {@code alias live of hello}. */
  @JsonIgnore
  public String title() {
    return kind + " " + name + (function == null ? "" : " of " + function);
  }
}
