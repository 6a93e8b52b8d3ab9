package dev.sluice.source.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import dev.sluice.source.harness.GivenSettings;
import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkEvent;
import dev.sluice.spi.source.InvalidSettingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Events that a real RabbitMQ confirms. */
@Tag("slow")
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
final class RabbitSinkTest {
  private final RabbitSink kind = new RabbitSink();

  private static SinkEvent event(int n) {
    return new SinkEvent(
        "e" + n, "application/cloudevents+json", ("" + n).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldPublishFromManyThreadsAndGoOnAfterALoss() throws Exception {
    try (RabbitBroker broker = new RabbitBroker()) {
      GivenSettings settings =
          new GivenSettings(kind).with("uri", broker.uri()).with("routing-key", "done").checked();
      try (Sink sink = kind.open(settings)) {
        assertThatThrownBy(() -> sink.send(event(0)))
            .hasMessageStartingWith("RabbitMQ has no queue for the event");
      }
      try (Connection connection = broker.connect();
          Channel channel = connection.createChannel()) {
        channel.queueDeclare("done", true, false, false, Map.of());
      }
      Sink sink = kind.open(settings);
      List<FutureTask<Void>> sending = new ArrayList<>();
      for (int n = 0; n < 20; n++) {
        SinkEvent event = event(n);
        FutureTask<Void> task =
            new FutureTask<>(
                () -> {
                  sink.send(event);
                  return null;
                });
        sending.add(task);
        new Thread(task, "sender").start();
      }
      for (FutureTask<Void> task : sending) {
        task.get();
      }
      broker.stop();
      assertThatThrownBy(() -> sink.send(event(20))).isInstanceOf(Exception.class);
      sink.close();
      broker.start();
      try (Sink again = kind.open(settings)) {
        again.send(event(20));
      }
      List<String> ids = new ArrayList<>();
      try (Connection connection = broker.connect();
          Channel channel = connection.createChannel()) {
        GetResponse got = channel.basicGet("done", true);
        while (got != null) {
          assertThat(got.getProps().getContentType()).isEqualTo("application/cloudevents+json");
          assertThat(got.getProps().getDeliveryMode()).isEqualTo(2);
          ids.add(got.getProps().getMessageId());
          got = channel.basicGet("done", true);
        }
      }
      assertThat(ids).hasSize(21).doesNotHaveDuplicates();
    }
  }

  @Test
  void shouldRefuseSettingsThatCannotWork() {
    assertThatThrownBy(() -> new GivenSettings(kind).with("uri", "amqp://host").checked())
        .isInstanceOf(InvalidSettingException.class);
  }
}
