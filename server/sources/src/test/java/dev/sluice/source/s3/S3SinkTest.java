package dev.sluice.source.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.source.harness.GivenSettings;
import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Events that become objects. */
final class S3SinkTest {
  private final S3Sink kind = new S3Sink();

  @Test
  void shouldPutEachEventOnce() throws Exception {
    try (BucketServer server = new BucketServer()) {
      server.create("ends");
      GivenSettings settings =
          new GivenSettings(kind)
              .with("endpoint", server.endpoint())
              .with("path-style", "true")
              .with("access-key", BucketServer.ACCESS_KEY)
              .with("secret-key", BucketServer.SECRET_KEY)
              .with("bucket", "ends")
              .with("prefix", "done/");
      SinkEvent event =
          new SinkEvent("1", "application/cloudevents+json", "{}".getBytes(StandardCharsets.UTF_8));
      try (Sink sink = kind.open(settings.checked())) {
        sink.send(event);
        sink.send(event);
      }
      assertThat(server.keys("ends")).containsExactly("done/1.json");
      assertThat(server.get("ends", "done/1.json")).isEqualTo("{}");
      try (Sink sink = kind.open(settings.with("secret-key", "wrong").checked())) {
        assertThatThrownBy(() -> sink.send(event)).hasMessageContaining("refuses the access key");
      }
    }
  }
}
