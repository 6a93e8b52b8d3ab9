package dev.sluice.core.queue;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.IdSource;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events that were given up: they can be looked at, run again and removed. Thread-safe. */
public final class DeadLetters {
  private static final int BATCH = 500;

  private final QueueStore store;
  private final EventQueue queue;
  private final Clock clock;
  private final IdSource ids;

  /** Dead letters of this queue. */
  public DeadLetters(QueueStore store, EventQueue queue, Clock clock, IdSource ids) {
    this.store = store;
    this.queue = queue;
    this.clock = clock;
    this.ids = ids;
  }

  /** One with its payload. */
  public QueuedEvent get(String namespace, String id) {
    return store.deadLetter(namespace, id).orElseThrow(() -> missing(id));
  }

  private static SluiceException missing(String id) {
    return new SluiceException(
        ErrorCode.DEAD_LETTER_NOT_FOUND,
        "There is no dead letter '" + Text.shorten(id, 80) + "'.",
        "List the dead letters to see their ids; those that were redriven are gone.");
  }

  /** Dead letters, newest first, without payloads. */
  public List<QueuedEvent> list(DeadLetterQuery query) {
    return store.deadLetters(query);
  }

  /**
   * Runs one again, as a new invocation with all its attempts before it.
   *
   * @param edited the payload that is run instead; null for the same
   * @return the id of the invocation
   */
  public String redrive(String namespace, String id, byte @Nullable [] edited) {
    QueuedEvent dead = get(namespace, id);
    QueuedEvent.Content content = dead.content();
    return redrive(
            dead,
            edited == null
                ? content
                : QueuedEvent.Content.of(
                    edited, content.contentType(), content.eventId(), content.source()))
        .orElseThrow(() -> missing(id));
  }

  /** Runs all again that a query finds, however many; returns how many. */
  public int redrive(DeadLetterQuery query) {
    int redriven = 0;
    for (String id : ids(query)) {
      Optional<QueuedEvent> dead = store.deadLetter(query.namespace(), id);
      if (dead.flatMap(is -> redrive(is, is.content())).isPresent()) {
        redriven++;
      }
    }
    return redriven;
  }

  /** The id of the new invocation; empty where somebody else was faster. */
  private Optional<String> redrive(QueuedEvent dead, QueuedEvent.Content content) {
    QueuedEvent fresh = dead.again(ids.next(), content, clock.instant());
    // Behind all that its shard has: what came after it has run without it.
    QueuedEvent again = dead.queue().shard() == null ? fresh : fresh.at(queue.nextPosition());
    if (!store.redrive(dead.queue().namespace(), dead.id(), again)) {
      return Optional.empty();
    }
    queue.redriven(again);
    return Optional.of(again.id());
  }

  /** Removes one. */
  public void remove(String namespace, String id) {
    get(namespace, id);
    store.removeDeadLetters(namespace, List.of(id));
  }

  /** Removes all that a query finds, however many; returns how many. */
  public int remove(DeadLetterQuery query) {
    List<String> all = ids(query);
    int removed = 0;
    for (int from = 0; from < all.size(); from += BATCH) {
      removed +=
          store.removeDeadLetters(
              query.namespace(), all.subList(from, Math.min(all.size(), from + BATCH)));
    }
    return removed;
  }

  /** Those that are there now: what dies while this goes on is left alone. */
  private List<String> ids(DeadLetterQuery query) {
    List<String> all = new ArrayList<>();
    String before = query.before();
    while (true) {
      List<QueuedEvent> page =
          store.deadLetters(
              new DeadLetterQuery(
                  query.namespace(),
                  query.function(),
                  query.association(),
                  query.error(),
                  before,
                  BATCH));
      page.forEach(dead -> all.add(dead.id()));
      if (page.size() < BATCH) {
        return all;
      }
      before = page.get(page.size() - 1).id();
    }
  }
}
