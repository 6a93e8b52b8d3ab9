package dev.sluice.core.association;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.association.Association.Part;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.queue.combination.CombinationStore.Waiting;
import dev.sluice.core.queue.combination.Counts;
import dev.sluice.core.queue.combination.Group;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows which combinations of events are open, and what became of others. Thread-safe. */
public final class CombinationService {
  private final AssociationService associations;
  private final EventQueue queue;

  CombinationService(AssociationService associations, EventQueue queue) {
    this.associations = associations;
    this.queue = queue;
  }

  /**
   * Combinations that are open, the oldest first.
   *
   * @param parts names of all parts, in the order of the definition
   */
  public record Page(List<String> parts, List<Waiting> items) {
    public Page {
      parts = List.copyOf(parts);
      items = List.copyOf(items);
    }
  }

  /**
   * The open combinations of an association.
   *
   * @param after the place of the last one of the page before; null for the first page
   * @throws SluiceException {@code ASSOCIATION_NOT_COMBINING}
   */
  public Page list(String namespace, String name, @Nullable Long after, int limit) {
    Association association = associations.get(namespace, name);
    Group group = association.group();
    if (group == null) {
      throw new SluiceException(
          ErrorCode.ASSOCIATION_NOT_COMBINING,
          "The association '" + Text.shorten(name, 80) + "' does not combine events.",
          "Give it 'combine' to have it wait for several events.");
    }
    return new Page(
        Objects.requireNonNull(association.rule().combine()).parts().stream()
            .map(Part::name)
            .toList(),
        queue.combinations().list(group, after, limit));
  }

  /** What became of the combinations of each association that ever had one. */
  public Map<String, Counts> counts(String namespace) {
    return queue.combinations().counts(namespace);
  }
}
