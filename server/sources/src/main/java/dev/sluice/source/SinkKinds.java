package dev.sluice.source;

import dev.sluice.source.http.HttpSink;
import dev.sluice.source.kafka.KafkaSink;
import dev.sluice.source.mqtt.MqttSink;
import dev.sluice.source.rabbitmq.RabbitSink;
import dev.sluice.source.s3.S3Sink;
import dev.sluice.spi.sink.SinkKind;
import java.util.List;

/** The kinds of sinks of this module. */
public final class SinkKinds {
  private SinkKinds() {}

  /** All of them. */
  public static List<SinkKind> all() {
    return List.of(new HttpSink(), new RabbitSink(), new MqttSink(), new KafkaSink(), new S3Sink());
  }
}
