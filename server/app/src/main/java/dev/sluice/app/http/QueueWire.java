package dev.sluice.app.http;

import dev.sluice.api.DeadLetterInfo;
import dev.sluice.api.QueueInfo;
import dev.sluice.core.queue.Backlog;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueuedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Queues and dead letters as the wire shows them. */
final class QueueWire {
  private QueueWire() {}

  static QueueInfo queue(QueueName name, Backlog backlog, Instant now) {
    Instant oldest = backlog.oldest();
    return new QueueInfo(
        name.function(),
        association(name),
        backlog.waiting(),
        backlog.dead(),
        oldest,
        oldest == null ? null : InvocationWire.millis(Duration.between(oldest, now)));
  }

  /** One of a list. */
  static DeadLetterInfo listed(QueuedEvent dead) {
    return deadLetter(dead, null, null);
  }

  /** One with its event. */
  static DeadLetterInfo whole(QueuedEvent dead) {
    byte[] payload = dead.content().payload();
    if (payload == null) {
      return listed(dead);
    }
    String text = CloudEventWriter.text(payload);
    return deadLetter(
        dead, text, text == null ? Base64.getEncoder().encodeToString(payload) : null);
  }

  private static DeadLetterInfo deadLetter(
      QueuedEvent dead, @Nullable String payload, @Nullable String base64) {
    QueuedEvent.Content content = dead.content();
    return new DeadLetterInfo(
        dead.id(),
        dead.queue().function(),
        dead.qualifier(),
        association(dead.queue()),
        dead.routing().lane(),
        dead.trigger(),
        dead.attempts(),
        dead.createdAt(),
        content.contentType(),
        content.eventId(),
        content.source(),
        content.bytes(),
        payload,
        base64,
        dead.replayOf(),
        InvocationWire.error(dead.failure()));
  }

  private static @Nullable String association(QueueName name) {
    return name.association().isEmpty() ? null : name.association();
  }
}
