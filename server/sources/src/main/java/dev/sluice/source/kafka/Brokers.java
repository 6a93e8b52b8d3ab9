package dev.sluice.source.kafka;

import dev.sluice.source.message.NetworkFailure;
import dev.sluice.spi.source.Settings;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Sees that brokers answer. The library goes on trying for ever and does not say when they do not.
 * Confined to the thread that runs the connection.
 */
final class Brokers {
  /** Of polls that bring nothing; a source that brings something is known to be well. */
  private static final int QUIET_POLLS = 6;

  private final Consumer<byte[], byte[]> consumer;
  private int quiet;

  Brokers(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * Finds the topics.
   *
   * @throws NetworkFailure when one is not there
   */
  void find(Settings settings) throws NetworkFailure {
    List<String> topics = settings.texts("topics");
    if (topics.isEmpty()) {
      Object unused = consumer.listTopics();
    }
    for (String topic : topics) {
      if (!isThere(topic)) {
        throw new NetworkFailure(
            "There is no topic '"
                + topic
                + "' at "
                + String.join(", ", settings.texts("servers"))
                + ".",
            null);
      }
    }
  }

  private boolean isThere(String topic) {
    try {
      @Nullable List<PartitionInfo> partitions = consumer.partitionsFor(topic);
      return partitions != null && !partitions.isEmpty();
    } catch (UnknownTopicOrPartitionException e) {
      return false;
    }
  }

  /** A poll has brought something. */
  void heard() {
    quiet = 0;
  }

  /**
   * A poll has brought nothing: asks for something now and then, which throws without an answer.
   */
  void quiet() {
    quiet++;
    if (quiet >= QUIET_POLLS) {
      quiet = 0;
      Set<TopicPartition> mine = consumer.assignment();
      Object unused = mine.isEmpty() ? consumer.listTopics() : consumer.committed(mine);
    }
  }
}
