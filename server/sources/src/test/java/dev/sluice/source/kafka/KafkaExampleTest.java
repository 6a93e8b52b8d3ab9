package dev.sluice.source.kafka;

import dev.sluice.source.harness.StudioExample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class KafkaExampleTest {

  @Test
  void shouldBringWhatStudioShows() throws IOException {
    StudioExample example = StudioExample.of("Stream: Kafka");
    RecordHeaders headers = new RecordHeaders();
    headers.add("content-type", bytes(example.text("datacontenttype")));
    byte[] key = bytes(example.text("partitionkey"));
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            example.text("topic"),
            Integer.parseInt(example.text("partition")),
            Long.parseLong(example.text("offset")),
            example.time().toEpochMilli(),
            TimestampType.CREATE_TIME,
            key.length,
            example.data().length,
            key,
            example.data(),
            headers,
            Optional.empty());

    example.assertIs(new KafkaRecords("payments").event(record));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
