package dev.sluice.source.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is accepted and not committed. The consumer's own positions are ahead of it: they count what
 * was polled, also when that was refused. Confined to the thread that polls, which also hears of
 * rebalances.
 */
final class Offsets implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(Offsets.class);
  private static final Duration AT_END = Duration.ofSeconds(2);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, OffsetAndMetadata> accepted = new HashMap<>();

  Offsets(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** The intake has all of this. */
  void accepted(ConsumerRecords<byte[], byte[]> batch) {
    accepted.putAll(batch.nextOffsets());
  }

  /** Commits it, unless the group is being balanced anew: then it is done before that ends. */
  void commit() {
    try {
      consumer.commitSync(accepted);
    } catch (RebalanceInProgressException e) {
      return;
    } catch (WakeupException e) {
      // Asked to end: what was accepted is committed first.
      consumer.commitSync(accepted, AT_END);
    }
    accepted.clear();
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (accepted.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(accepted);
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.debug("Records of {} come again elsewhere.", partitions, e);
    }
    accepted.clear();
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    accepted.keySet().removeAll(partitions);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    LOG.debug("Reads {}.", partitions);
  }
}
