package dev.sluice.e2e.source;

import dev.sluice.api.SourceSpec;
import dev.sluice.source.kafka.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** CloudEvents as records of Kafka. */
final class KafkaFeed implements BrokerFeed {
  private static final String TOPIC = "orders";
  private static final int PARTITIONS = 4;

  private final KafkaBroker broker = new KafkaBroker();

  KafkaFeed() throws Exception {
    broker.createTopic(TOPIC, PARTITIONS);
  }

  @Override
  public SourceSpec source() {
    return new SourceSpec(
        "orders",
        "kafka",
        Map.of(
            "servers",
            List.of(broker.address()),
            "topics",
            List.of(TOPIC),
            "start",
            "earliest",
            "properties",
            // A server that was killed leaves its membership until this has passed.
            Map.of("session.timeout.ms", "6000")),
        null);
  }

  @Override
  public Publisher connect() {
    return new Writing(
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                broker.address(),
                "acks",
                "all",
                "max.block.ms",
                "10000",
                "request.timeout.ms",
                "5000",
                "delivery.timeout.ms",
                "10000"),
            new StringSerializer(),
            new StringSerializer()));
  }

  private record Writing(KafkaProducer<String, String> producer) implements Publisher {
    @Override
    public void publish(int from, int to) throws LostException {
      List<Future<?>> sent = new ArrayList<>();
      try {
        for (int n = from; n < to; n++) {
          ProducerRecord<String, String> entry =
              new ProducerRecord<>(TOPIC, "" + n % 7, "{\"n\":" + n + "}");
          header(entry, "content-type", "application/json");
          header(entry, "ce_specversion", "1.0");
          header(entry, "ce_id", "" + n);
          header(entry, "ce_source", "/shop");
          header(entry, "ce_type", "sold");
          sent.add(producer.send(entry));
        }
        for (Future<?> one : sent) {
          Object unused = one.get();
        }
      } catch (KafkaException | ExecutionException e) {
        throw new LostException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LostException(e);
      }
    }

    private static void header(ProducerRecord<String, String> entry, String name, String value) {
      entry.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      producer.close();
    }
  }

  @Override
  public void restartBroker() {
    broker.stop();
    broker.start();
  }

  @Override
  public void close() throws Exception {
    broker.close();
  }
}
