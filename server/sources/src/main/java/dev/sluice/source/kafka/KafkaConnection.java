package dev.sluice.source.kafka;

import dev.sluice.spi.source.Intake;
import dev.sluice.spi.source.PullSource;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member of the consumer group. One thread polls, has the records accepted and commits their
 * offsets before it polls again; partitions change hands only while it polls, when all that was
 * accepted is committed. A member that the intake held for so long that the group went on without
 * it cannot commit: its records are brought by their new owner again, under the same ids.
 * Thread-safe as its interface says.
 */
final class KafkaConnection implements PullSource.Connection {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaConnection.class);
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final Settings settings;
  private @Nullable Consumer<byte[], byte[]> open;
  private boolean closed;

  /** Not open yet. */
  KafkaConnection(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void run(Intake intake) throws Exception {
    Consumer<byte[], byte[]> consumer = open();
    if (consumer == null) {
      return;
    }
    try {
      bring(consumer, intake);
    } catch (WakeupException e) {
      // That is what was asked for.
    } catch (KafkaException e) {
      if (!isClosed()) {
        throw KafkaFailures.explain(settings, e);
      }
    } finally {
      end(consumer);
    }
  }

  @Override
  public void probe() throws Exception {
    Consumer<byte[], byte[]> consumer = open();
    if (consumer != null) {
      try {
        new Brokers(consumer).find(settings);
      } catch (KafkaException e) {
        throw KafkaFailures.explain(settings, e);
      } finally {
        end(consumer);
      }
    }
  }

  private void bring(Consumer<byte[], byte[]> consumer, Intake intake) throws Exception {
    Brokers brokers = new Brokers(consumer);
    brokers.find(settings);
    Offsets offsets = new Offsets(consumer);
    subscribe(consumer, offsets);
    intake.connected();
    KafkaRecords records = new KafkaRecords(settings.source());
    while (!isClosed()) {
      ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
      if (batch.isEmpty()) {
        brokers.quiet();
      } else {
        intake.accept(events(records, batch));
        offsets.accepted(batch);
        offsets.commit();
        brokers.heard();
      }
    }
  }

  private void subscribe(Consumer<byte[], byte[]> consumer, Offsets offsets) {
    String pattern = settings.find("topic-pattern");
    if (pattern == null) {
      consumer.subscribe(settings.texts("topics"), offsets);
    } else {
      consumer.subscribe(Pattern.compile(pattern), offsets);
    }
  }

  private static List<SourceEvent> events(
      KafkaRecords records, ConsumerRecords<byte[], byte[]> batch) {
    List<SourceEvent> events = new ArrayList<>(batch.count());
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      events.add(records.event(record));
    }
    return events;
  }

  private synchronized @Nullable Consumer<byte[], byte[]> open() throws Exception {
    if (closed) {
      return null;
    }
    try {
      open = new KafkaConsumer<>(ConsumerSettings.of(settings));
      return open;
    } catch (KafkaException e) {
      throw KafkaFailures.explain(settings, e);
    }
  }

  private void end(Consumer<byte[], byte[]> consumer) {
    synchronized (this) {
      open = null;
    }
    try {
      consumer.close(CloseOptions.timeout(GOODBYE));
    } catch (KafkaException e) {
      LOG.debug("It is closed, and the broker did not hear of it.", e);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (open != null) {
      open.wakeup();
    }
  }
}
