package dev.sluice.source.mqtt;

import dev.sluice.source.harness.Recorder;
import dev.sluice.source.harness.StudioExample;
import dev.sluice.source.message.Identities;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MqttExampleTest {

  @Test
  void shouldBringWhatStudioShows() throws IOException {
    StudioExample example = StudioExample.of("Queue: MQTT");
    MqttMessage message =
        new MqttMessage(
            example.text("topic"),
            example.data(),
            Integer.parseInt(example.text("qos")),
            false,
            example.text("datacontenttype"),
            null,
            null,
            List.of(),
            () -> {});

    example.assertIs(
        new MqttMessages("sensors", new Identities(new Recorder(), "c")).event(message), "id");
  }
}
