package dev.sluice.core.association;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.association.Association.Ordered;
import dev.sluice.core.association.Association.Retention;
import dev.sluice.core.association.Association.Target;
import dev.sluice.core.queue.Backlog;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.queue.Positions;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.StreamStore;
import dev.sluice.core.queue.StreamStore.Checkpoint;
import dev.sluice.core.queue.StreamStore.Replayed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Shards of ordered associations: where they are, what stops them, and replays. Thread-safe. */
public final class ShardService {
  private static final Comparator<QueueName> ORDER =
      Comparator.comparing(QueueName::function)
          .thenComparing(name -> String.valueOf(name.shard()).length())
          .thenComparing(name -> String.valueOf(name.shard()));

  private final AssociationStore store;
  private final AssociationService associations;
  private final EventQueue queue;
  private final Clock clock;

  ShardService(
      AssociationStore store, AssociationService associations, EventQueue queue, Clock clock) {
    this.store = store;
    this.associations = associations;
    this.queue = queue;
    this.clock = clock;
  }

  private StreamStore streams() {
    return queue.streams().store();
  }

  /** All shards of an association that ever had an event, by functions and names. */
  public List<ShardInfo> list(String namespace, String name) {
    requireOrdered(associations.get(namespace, name));
    Map<QueueName, Checkpoint> checkpoints = new HashMap<>();
    streams().checkpoints(namespace, name).forEach(is -> checkpoints.put(is.queue(), is));
    Map<QueueName, QueuedEvent> blocking = new HashMap<>();
    blocking(namespace, name).forEach(event -> blocking.put(event.queue(), event));
    Map<QueueName, Backlog> backlogs = queue.backlogs(namespace);
    Set<QueueName> all = new TreeSet<>(ORDER);
    all.addAll(checkpoints.keySet());
    backlogs.keySet().stream()
        .filter(is -> is.shard() != null && is.association().equals(name))
        .forEach(all::add);
    return all.stream()
        .map(
            is ->
                new ShardInfo(
                    is,
                    checkpoints.get(is),
                    backlogs.getOrDefault(is, Backlog.NONE),
                    blocking.get(is)))
        .toList();
  }

  private List<QueuedEvent> blocking(String namespace, String name) {
    return streams().blocked(namespace).stream()
        .filter(event -> event.queue().association().equals(name))
        .toList();
  }

  /** How many shards of each association are stopped; none for those that have none. */
  public Map<String, Integer> blocked(String namespace) {
    Map<String, Integer> counts = new HashMap<>();
    streams()
        .blocked(namespace)
        .forEach(event -> counts.merge(event.queue().association(), 1, Integer::sum));
    return counts;
  }

  /**
   * Has the event that stops a shard tried again.
   *
   * @param function only the shard of this one; null for those of all targets
   * @throws SluiceException {@code SHARD_NOT_BLOCKED}
   */
  public void retry(String namespace, String name, String shard, @Nullable String function) {
    unblock(namespace, name, shard, function, queue.streams()::retry);
  }

  /** Makes the event that stops a shard a dead letter; as {@link #retry}. */
  public void skip(String namespace, String name, String shard, @Nullable String function) {
    unblock(namespace, name, shard, function, queue.streams()::skip);
  }

  private void unblock(
      String namespace,
      String name,
      String shard,
      @Nullable String function,
      Predicate<QueuedEvent> work) {
    requireOrdered(associations.get(namespace, name));
    boolean any = false;
    for (QueuedEvent event : blocking(namespace, name)) {
      boolean meant = function == null || function.equals(event.queue().function());
      if (meant && shard.equals(event.queue().shard())) {
        any |= work.test(event);
      }
    }
    if (!any) {
      throw new SluiceException(
          ErrorCode.SHARD_NOT_BLOCKED,
          "No event stops a shard '" + Text.shorten(shard, 80) + "' of '" + name + "'.",
          "List the shards of the association to see which are blocked.");
    }
  }

  /**
   * Delivers events again that were settled, in the order in which they were accepted.
   *
   * @param function only for this target; null for all
   * @return how many are delivered again
   * @throws SluiceException {@code POSITION_NOT_KEPT} where not all of them are kept
   */
  public int replay(String namespace, String name, ReplayStart start, @Nullable String function) {
    Association association = associations.get(namespace, name);
    requireOrdered(association);
    List<QueueName> targets = new ArrayList<>();
    for (Target target : association.rule().targets()) {
      if (function == null || function.equals(target.function())) {
        targets.add(AssociationService.queueName(association, target));
      }
    }
    if (targets.isEmpty()) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "'" + Text.shorten(String.valueOf(function), 80) + "' is no target of '" + name + "'.",
          "Name one of the association's targets, or none for all.");
    }
    long from = position(association, start, function);
    Replayed replayed = queue.streams().replay(targets, namespace, name, function, from);
    Long lost = replayed.lost();
    if (lost != null) {
      throw notKept(
          "Events of '" + name + "' up to the position " + lost + " are not kept any more.",
          "Begin after it, at " + (lost + 1) + " or later: " + Positions.moment(lost + 1) + ".");
    }
    return replayed.events();
  }

  private long position(Association association, ReplayStart start, @Nullable String function) {
    Long position = start.position();
    if (position != null) {
      return position;
    }
    if (start.time() != null) {
      return Positions.of(start.time());
    }
    String event = String.valueOf(start.event());
    return streams()
        .position(association.namespace(), association.name(), function, event)
        .orElseThrow(
            () ->
                notKept(
                    "No event '" + Text.shorten(event, 80) + "' is kept.",
                    "Give a time or a position, or let the association keep more events."));
  }

  private static SluiceException notKept(String detail, String hint) {
    return new SluiceException(ErrorCode.POSITION_NOT_KEPT, detail, hint);
  }

  private static void requireOrdered(Association association) {
    if (association.rule().ordered() == null) {
      throw new SluiceException(
          ErrorCode.ASSOCIATION_NOT_ORDERED,
          "The association '" + association.name() + "' is not ordered, and has no shards.",
          "Give it 'ordered' to have its events run in order.");
    }
  }

  /** Forgets events that are kept for longer than their associations say; returns how many. */
  public int prune() {
    int forgotten = 0;
    for (QueueName kept : streams().keeping()) {
      Retention retention =
          store
              .find(kept.namespace(), kept.association())
              .map(is -> is.rule().ordered())
              .map(Ordered::retention)
              .orElse(null);
      Long millis = retention == null ? null : retention.millis();
      long before = millis == null ? 0 : Positions.of(clock.instant().minusMillis(millis));
      forgotten += streams().forget(kept, before, retention == null ? 0 : retention.count());
    }
    return forgotten;
  }
}
