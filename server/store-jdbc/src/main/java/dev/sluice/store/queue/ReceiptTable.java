package dev.sluice.store.queue;

import dev.sluice.core.Digests;
import dev.sluice.core.queue.Accepting;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.store.invocation.Nanos;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Statements on events that are remembered; the caller has the transaction. */
final class ReceiptTable {
  private ReceiptTable() {}

  /** The invocation of the same event before; else remembers this one. */
  static Optional<String> before(Handle handle, Accepting accepting) {
    Instant until = accepting.rememberUntil();
    if (until == null) {
      return Optional.empty();
    }
    QueuedEvent event = accepting.event();
    String digest = digest(event);
    Optional<String> before =
        handle
            .createQuery(
                "select invocation from event_receipts where namespace = :namespace"
                    + " and function_name = :function and event_digest = :digest"
                    + " and expires_nanos > :now")
            .bind("namespace", event.queue().namespace())
            .bind("function", event.queue().function())
            .bind("digest", digest)
            .bind("now", Nanos.of(event.createdAt()))
            .mapTo(String.class)
            .findOne();
    if (before.isEmpty()) {
      remember(handle, event, digest, until);
    }
    return before;
  }

  private static void remember(Handle handle, QueuedEvent event, String digest, Instant until) {
    int updated =
        bind(
            handle,
            "update event_receipts set invocation = :invocation, expires_nanos = :until"
                + " where namespace = :namespace and function_name = :function"
                + " and event_digest = :digest",
            event,
            digest,
            until);
    if (updated == 0) {
      bind(
          handle,
          "insert into event_receipts (namespace, function_name, event_digest, invocation,"
              + " expires_nanos) values (:namespace, :function, :digest, :invocation, :until)",
          event,
          digest,
          until);
    }
  }

  private static int bind(
      Handle handle, String sql, QueuedEvent event, String digest, Instant until) {
    return handle
        .createUpdate(sql)
        .bind("namespace", event.queue().namespace())
        .bind("function", event.queue().function())
        .bind("digest", digest)
        .bind("invocation", event.id())
        .bind("until", Nanos.of(until))
        .execute();
  }

  static int forget(Handle handle, Instant now) {
    return handle
        .createUpdate("delete from event_receipts where expires_nanos <= :now")
        .bind("now", Nanos.of(now))
        .execute();
  }

  private static String digest(QueuedEvent event) {
    String text = event.content().source() + "\n" + event.content().eventId();
    return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
