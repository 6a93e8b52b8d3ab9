package dev.sluice.source.kafka;

import dev.sluice.spi.sink.RejectedEventException;
import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkEvent;
import dev.sluice.spi.source.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** One producer, which writes what several threads send together. Thread-safe. */
final class KafkaWriter implements Sink {
  private static final int REQUEST_MILLIS = 10_000;
  private static final int DELIVERY_MILLIS = 30_000;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Settings settings;
  private @Nullable Producer<String, byte[]> producer;

  KafkaWriter(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void send(SinkEvent event) throws Exception {
    String key = settings.find("key");
    ProducerRecord<String, byte[]> entry =
        new ProducerRecord<>(settings.text("topic"), key == null ? event.id() : key, event.data());
    entry.headers().add("content-type", event.contentType().getBytes(StandardCharsets.UTF_8));
    try {
      Object unused = producer().send(entry).get();
    } catch (ExecutionException | KafkaException e) {
      if (e instanceof RecordTooLargeException || e.getCause() instanceof RecordTooLargeException) {
        throw new RejectedEventException("Kafka takes no record of this size.");
      }
      throw KafkaFailures.explain(settings, e);
    }
  }

  private synchronized Producer<String, byte[]> producer() {
    Producer<String, byte[]> open = producer;
    if (open == null) {
      Map<String, Object> config = new HashMap<>();
      config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.texts("servers"));
      config.put(ProducerConfig.CLIENT_ID_CONFIG, "sluice-" + settings.namespace());
      config.put(ProducerConfig.ACKS_CONFIG, "all");
      config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_MILLIS);
      config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
      config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
      Security.put(settings, config);
      open = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
      producer = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(GRACE);
    }
  }
}
