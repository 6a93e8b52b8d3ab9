package dev.sluice.source;

import dev.sluice.source.git.GitSource;
import dev.sluice.source.kafka.KafkaSource;
import dev.sluice.source.mqtt.MqttSource;
import dev.sluice.source.postgres.PostgresSource;
import dev.sluice.source.rabbitmq.RabbitSource;
import dev.sluice.source.s3.S3Notifications;
import dev.sluice.source.s3.S3Source;
import dev.sluice.source.schedule.ScheduleSource;
import dev.sluice.source.webhook.WebhookSource;
import dev.sluice.spi.source.SourceKind;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** The kinds of this module. */
public final class SourceKinds {
  private SourceKinds() {}

  /**
   * All of them.
   *
   * @param ids makes ids that differ from each other and from all of before, from any thread; for
   *     messages whose senders give them none
   */
  public static List<SourceKind> all(Clock clock, Supplier<String> ids) {
    return List.of(
        new ScheduleSource(),
        new WebhookSource(clock, ids),
        new RabbitSource(ids),
        new MqttSource(ids),
        new KafkaSource(),
        new GitSource(),
        new PostgresSource(),
        new S3Source(),
        new S3Notifications());
  }
}
