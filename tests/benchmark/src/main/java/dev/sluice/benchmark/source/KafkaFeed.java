package dev.sluice.benchmark.source;

import dev.sluice.api.SourceSpec;
import dev.sluice.source.kafka.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records of Kafka, in four partitions. */
public final class KafkaFeed implements Feed {
  private static final String TOPIC = "bench";
  private static final int PARTITIONS = 4;
  private static final Duration POLL = Duration.ofSeconds(1);

  private final byte[] payload;
  private final KafkaBroker broker = new KafkaBroker();

  /** Starts a broker inside this JVM. */
  public KafkaFeed(String payload) throws Exception {
    this.payload = payload.getBytes(StandardCharsets.UTF_8);
    broker.createTopic(TOPIC, PARTITIONS);
  }

  @Override
  public String title() {
    return "Kafka";
  }

  @Override
  public SourceSpec source() {
    return new SourceSpec(
        "kafka",
        "kafka",
        Map.of("servers", List.of(broker.address()), "topics", List.of(TOPIC), "start", "earliest"),
        null);
  }

  @Override
  public void fill(int count) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.address(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      for (int n = 0; n < count; n++) {
        ProducerRecord<byte[], byte[]> entry =
            new ProducerRecord<>(TOPIC, n % PARTITIONS, null, payload);
        entry.headers().add("content-type", "application/json".getBytes(StandardCharsets.US_ASCII));
        sent.add(producer.send(entry));
      }
      for (Future<?> one : sent) {
        Object unused = one.get();
      }
    }
  }

  @Override
  public double rawPerSecond(int count) throws InterruptedException {
    Taken taken = new Taken(count);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.address(),
                "group.id",
                "raw",
                "enable.auto.commit",
                "false",
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      while (!taken.isOver()) {
        ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
        if (!batch.isEmpty()) {
          consumer.commitSync();
          taken.came(batch.count());
        }
      }
    }
    return taken.perSecond();
  }

  @Override
  public void close() throws Exception {
    broker.close();
  }
}
