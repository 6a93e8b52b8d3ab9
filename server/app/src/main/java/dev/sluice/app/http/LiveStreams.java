package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.live.LiveHub;
import dev.sluice.core.live.LiveMessage;
import dev.sluice.core.live.LiveSubscription;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with what is live, for as long as the reader stays. Each stream keeps one thread, so
 * there is a most. Thread-safe.
 */
final class LiveStreams {
  static final String MEDIA_TYPE = "text/event-stream";

  private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final int CAPACITY = 1_000;

  private final LiveHub live;
  private final Semaphore room;

  LiveStreams(LiveHub live, int most) {
    this.live = live;
    this.room = new Semaphore(most);
  }

  /**
   * An answer that streams. It listens from now on, so whoever has read its first comment misses
   * nothing.
   *
   * @param filter what is wanted
   * @param before writes what goes first
   * @param write writes one message
   */
  Response open(
      Predicate<LiveMessage> filter,
      Consumer<EventStream> before,
      BiConsumer<EventStream, LiveMessage> write) {
    if (!room.tryAcquire()) {
      throw new SluiceException(
          ErrorCode.CAPACITY_EXCEEDED,
          "The server has all the live streams that it may have.",
          "Close one, or raise http.max-streams.");
    }
    LiveSubscription subscription = live.subscribe(filter, CAPACITY);
    StreamingOutput body = out -> run(subscription, out, before, write);
    return Response.ok(body, MEDIA_TYPE).header("Cache-Control", "no-cache").build();
  }

  private void run(
      LiveSubscription subscription,
      OutputStream out,
      Consumer<EventStream> before,
      BiConsumer<EventStream, LiveMessage> write) {
    try (subscription) {
      EventStream events = new EventStream(out);
      events.comment("open");
      before.accept(events);
      events.send();
      long dropped = 0;
      while (!events.isEnded() && !subscription.isClosed()) {
        List<LiveMessage> messages = subscription.take(HEARTBEAT);
        if (subscription.dropped() > dropped) {
          events.comment(
              "too slow: " + (subscription.dropped() - dropped) + " events were left out");
          dropped = subscription.dropped();
        }
        if (messages.isEmpty()) {
          events.comment("still here");
        }
        messages.forEach(message -> write.accept(events, message));
        events.send();
      }
    } catch (IOException e) {
      LOG.debug("The reader of a live stream went away.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      room.release();
    }
  }
}
