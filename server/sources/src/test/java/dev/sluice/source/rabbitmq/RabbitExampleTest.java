package dev.sluice.source.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import dev.sluice.source.harness.Recorder;
import dev.sluice.source.harness.StudioExample;
import dev.sluice.source.message.Identities;
import java.io.IOException;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RabbitExampleTest {

  @Test
  void shouldBringWhatStudioShows() throws IOException {
    StudioExample example = StudioExample.of("Queue: RabbitMQ");
    Envelope envelope =
        new Envelope(7, false, example.text("exchange"), example.text("routingkey"));
    BasicProperties properties =
        new BasicProperties.Builder()
            .messageId(example.text("id"))
            .timestamp(Date.from(example.time()))
            .contentType(example.text("datacontenttype"))
            .correlationId(example.text("correlationid"))
            .appId(example.text("appid"))
            .type(example.text("messagetype"))
            .headers(Map.of("X-Tenant-Id", example.text("xtenantid")))
            .build();

    RabbitMessages messages =
        new RabbitMessages("orders", example.text("queue"), new Identities(new Recorder(), "c"));
    example.assertIs(messages.event(new Delivery(envelope, properties, example.data())));
  }
}
