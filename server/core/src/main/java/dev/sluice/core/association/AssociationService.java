package dev.sluice.core.association;

import dev.sluice.api.AssociationSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.Names;
import dev.sluice.core.Revisions;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.association.Association.Ordered;
import dev.sluice.core.association.Association.Rule;
import dev.sluice.core.association.Association.State;
import dev.sluice.core.association.Association.Target;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.queue.QueueName;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Associations. What a method returns is on disk. A {@code revision} is what the caller believes is
 * stored; null changes whatever is there. Thread-safe.
 */
public final class AssociationService {
  private final AssociationStore store;
  private final Rules rules;
  private final Router router;
  private final EventQueue queue;
  private final Clock clock;

  AssociationService(
      AssociationStore store, Rules rules, Router router, EventQueue queue, Clock clock) {
    this.store = store;
    this.rules = rules;
    this.router = router;
    this.queue = queue;
    this.clock = clock;
  }

  /** Keeps the events of paused associations; call it once, before the queue runs. */
  public void recover() {
    store.paused().forEach(paused -> pauseQueues(paused, true));
  }

  /** Makes an association, which is enabled. */
  public Association create(String namespace, AssociationSpec spec) {
    String name = Names.require("association", spec.name());
    Rule rule = rules.make(namespace, spec);
    Instant now = clock.instant();
    Association made =
        new Association(
            namespace,
            name,
            Text.description(spec.description()),
            rule,
            State.ENABLED,
            null,
            now,
            now,
            1,
            Text.manifest(spec.manifest()));
    if (!store.save(made)) {
      throw new SluiceException(
          ErrorCode.ASSOCIATION_EXISTS,
          "There is an association '" + name + "' already.",
          "Replace it, or take another name.");
    }
    router.changed(namespace);
    return made;
  }

  /** The association of this name. */
  public Association get(String namespace, String name) {
    return store.find(namespace, name).orElseThrow(() -> missing(name));
  }

  /** All of a namespace in order of their names. */
  public List<Association> list(String namespace) {
    return store.list(namespace);
  }

  /** Replaces everything but the state. */
  public Association replace(
      String namespace, String name, AssociationSpec spec, @Nullable Long revision) {
    if (spec.name() != null && !spec.name().equals(name)) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The body names another association than the path.",
          "An association cannot be renamed: create a new one.");
    }
    Rule rule = rules.make(namespace, spec);
    String description = Text.description(spec.description());
    String manifest = Text.manifest(spec.manifest());
    return change(
        namespace,
        name,
        revision,
        old -> {
          requireSamePlaces(old, rule);
          return old.next(rule, description, manifest, clock.instant());
        });
  }

  /** Events that wait in one shard must not be overtaken by others of their key in another. */
  private void requireSamePlaces(Association old, Rule next) {
    Ordered before = old.rule().ordered();
    Ordered after = next.ordered();
    boolean same = before == null ? after == null : after != null && before.placesAs(after);
    if (!same && queue.waits(old.namespace(), old.name())) {
      throw new SluiceException(
          ErrorCode.ASSOCIATION_NOT_EMPTY,
          "Events of the association '" + old.name() + "' wait, and are ordered as it says now.",
          "Disable it, and change its order or shards when nothing waits.");
    }
  }

  /** Enables it, disables it, or keeps its events for later. */
  public Association set(String namespace, String name, State state, @Nullable String reason) {
    return change(
        namespace,
        name,
        null,
        old -> old.state() == state ? old : old.in(state, reason, clock.instant()));
  }

  private Association change(
      String namespace, String name, @Nullable Long revision, UnaryOperator<Association> edit) {
    while (true) {
      Association old = get(namespace, name);
      Revisions.require("association", name, old.revision(), revision);
      Association changed = edit.apply(old);
      if (changed.revision() == old.revision()) {
        return old;
      }
      if (store.save(changed)) {
        router.changed(namespace);
        pauseQueues(changed, changed.state() == State.PAUSED);
        letGo(old, changed);
        return changed;
      }
    }
  }

  /** Deletes it with its events that wait; its dead letters stay. */
  public void delete(String namespace, String name) {
    Association old = get(namespace, name);
    pauseQueues(old, true);
    if (!store.delete(namespace, name)) {
      throw missing(name);
    }
    router.changed(namespace);
    old.rule().targets().forEach(target -> queue.drop(queueName(old, target)));
  }

  /** Lets events of targets that it has no more run, and none of the others meanwhile. */
  private void letGo(Association old, Association changed) {
    Set<QueueName> kept =
        changed.rule().targets().stream()
            .map(target -> queueName(changed, target))
            .collect(Collectors.toSet());
    old.rule().targets().stream()
        .map(target -> queueName(old, target))
        .filter(name -> !kept.contains(name))
        .forEach(name -> queue.pause(name, false));
  }

  private void pauseQueues(Association association, boolean paused) {
    association
        .rule()
        .targets()
        .forEach(target -> queue.pause(queueName(association, target), paused));
  }

  static QueueName queueName(Association association, Target target) {
    return new QueueName(association.namespace(), target.function(), association.name());
  }

  private static SluiceException missing(String name) {
    return new SluiceException(
        ErrorCode.ASSOCIATION_NOT_FOUND,
        "There is no association '" + Text.shorten(name, 80) + "'.",
        "List the associations to see their names.");
  }
}
