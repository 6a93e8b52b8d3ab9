package dev.sluice.source.kafka;

import dev.sluice.source.message.MessageEvent;
import dev.sluice.spi.source.SourceEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of records. Topic, partition and offset are the id, which a record keeps for ever.
 * Immutable.
 */
final class KafkaRecords {
  /** Of the Kafka binding of CloudEvents. */
  private static final String PREFIX = "ce_";

  private static final String CONTENT_TYPE = "content-type";

  private final String source;

  KafkaRecords(String source) {
    this.source = source;
  }

  SourceEvent event(ConsumerRecord<byte[], byte[]> record) {
    String partition = String.valueOf(record.partition());
    String offset = String.valueOf(record.offset());
    MessageEvent event =
        MessageEvent.of(
                record.topic() + "-" + partition + "-" + offset,
                KafkaSource.KIND,
                source,
                record.topic())
            .with("subject", record.topic())
            .with(
                "time",
                record.timestamp() == ConsumerRecord.NO_TIMESTAMP
                    ? null
                    : Instant.ofEpochMilli(record.timestamp()).toString())
            .with("topic", record.topic())
            .with("partition", partition)
            .with("offset", offset)
            .with("partitionkey", text(record.key()));
    String contentType = null;
    for (Header header : record.headers()) {
      String value = text(header.value());
      String name = header.key().toLowerCase(Locale.ROOT);
      if (name.equals(CONTENT_TYPE)) {
        contentType = value;
      } else if (name.startsWith(PREFIX)) {
        event.binary(name.substring(PREFIX.length()), value);
      } else {
        event.header(name, value);
      }
    }
    byte[] value = record.value();
    return event.build(value == null ? new byte[0] : value, contentType);
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
