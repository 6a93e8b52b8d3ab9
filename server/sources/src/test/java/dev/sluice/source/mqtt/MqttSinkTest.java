package dev.sluice.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.source.harness.GivenSettings;
import dev.sluice.source.harness.Recorder;
import dev.sluice.source.harness.Running;
import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkEvent;
import dev.sluice.spi.source.InvalidSettingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Events that a real Mosquitto takes; the source reads them back. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class MqttSinkTest {
  private final MqttSink kind = new MqttSink();

  private static SinkEvent event(String text) {
    return new SinkEvent(text, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldPublishByBothVersionsAndSayThatTheBrokerIsGone() throws Exception {
    try (Mosquitto broker = new Mosquitto()) {
      MqttSource reading = new MqttSource(() -> "c");
      Recorder recorder = new Recorder();
      Running running =
          Running.start(
              reading.connect(
                  new GivenSettings(reading)
                      .with("url", broker.url())
                      .with("topics", List.of("done"))
                      .checked()),
              recorder);
      recorder.awaitConnections(1);
      GivenSettings settings =
          new GivenSettings(kind).with("url", broker.url()).with("topic", "done");
      try (Sink sink = kind.open(settings.checked())) {
        sink.send(event("one"));
        sink.send(event("two"));
      }
      try (Sink sink = kind.open(settings.with("version", "3.1.1").with("qos", "2").checked())) {
        sink.send(event("three"));
      }
      recorder.awaitEvents(3);
      assertThat(recorder.texts()).containsExactly("one", "two", "three");
      assertThat(recorder.all("datacontenttype")).containsExactly("text/plain", "text/plain", null);
      running.close();
      broker.stop();
      try (Sink sink = kind.open(settings)) {
        assertThatThrownBy(() -> sink.send(event("four"))).hasMessageContaining("127.0.0.1");
      }
      broker.start();
    }
  }

  @Test
  void shouldRefuseSettingsThatCannotWork() {
    assertThatThrownBy(
            () -> new GivenSettings(kind).with("url", "tcp://host").with("topic", "a/#").checked())
        .isInstanceOf(InvalidSettingException.class);
  }
}
