package dev.sluice.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.source.harness.GivenSettings;
import dev.sluice.source.harness.Recorder;
import dev.sluice.source.harness.Running;
import dev.sluice.spi.sink.RejectedEventException;
import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Events that a real Kafka keeps; the source reads them back. */
@Tag("slow")
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
final class KafkaSinkTest {
  private final KafkaSink kind = new KafkaSink();

  private static SinkEvent event(String text) {
    return new SinkEvent("id-" + text, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldWriteEventsAndSayWhatIsWrong() throws Exception {
    try (KafkaBroker broker = new KafkaBroker()) {
      broker.createTopic("done", 2);
      GivenSettings settings =
          new GivenSettings(kind).with("servers", List.of(broker.address())).with("topic", "done");
      try (Sink sink = kind.open(settings.checked())) {
        sink.send(event("one"));
        sink.send(event("two"));
        assertThatThrownBy(() -> sink.send(event("x".repeat(2_000_000))))
            .isInstanceOf(RejectedEventException.class);
      }
      KafkaSource reading = new KafkaSource();
      Recorder recorder = new Recorder();
      Running running =
          Running.start(
              reading.connect(
                  new GivenSettings(reading)
                      .with("servers", List.of(broker.address()))
                      .with("topics", List.of("done"))
                      .with("start", "earliest")
                      .checked()),
              recorder);
      recorder.awaitEvents(2);
      running.close();
      assertThat(recorder.texts()).containsExactlyInAnyOrder("one", "two");
      assertThat(recorder.all("partitionkey")).containsExactlyInAnyOrder("id-one", "id-two");
      try (Sink sink = kind.open(settings.with("topic", "nowhere").checked())) {
        assertThatThrownBy(() -> sink.send(event("three"))).hasMessageContaining("nowhere");
      }
    }
  }
}
