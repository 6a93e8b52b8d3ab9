package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.source.fetch.Fetching;
import dev.sluice.source.git.GitSource;
import dev.sluice.source.harness.GivenSettings;
import dev.sluice.source.harness.Recorder;
import dev.sluice.source.harness.Running;
import dev.sluice.source.harness.UntrustedServer;
import dev.sluice.source.kafka.KafkaSource;
import dev.sluice.source.mqtt.MqttSource;
import dev.sluice.source.rabbitmq.RabbitSource;
import dev.sluice.source.s3.S3Source;
import dev.sluice.spi.code.CodePlace;
import dev.sluice.spi.code.RemoteCodeException.Reason;
import dev.sluice.spi.source.PullSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks for TLS tells nothing to a server whose certificate is not trusted. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class UntrustedBrokerTest {

  private static void shouldRefuse(PullSource kind, GivenSettings settings, UntrustedServer server)
      throws Exception {
    Running running = Running.start(kind.connect(settings.checked()), new Recorder());
    try {
      assertThat(running.failure()).hasMessageContaining("TLS");
      assertThat(server.heard()).isFalse();
    } finally {
      running.end();
    }
  }

  @Test
  void shouldNotTellRabbitThePassword() throws Exception {
    try (UntrustedServer server = new UntrustedServer()) {
      RabbitSource kind = new RabbitSource(() -> "c");
      shouldRefuse(
          kind,
          new GivenSettings(kind)
              .with("uri", "amqps://me@127.0.0.1:" + server.port())
              .with("password", "secret")
              .with("queue", "q"),
          server);
    }
  }

  @Test
  void shouldNotTellMqttThePassword() throws Exception {
    try (UntrustedServer server = new UntrustedServer()) {
      MqttSource kind = new MqttSource(() -> "c");
      shouldRefuse(
          kind,
          new GivenSettings(kind)
              .with("url", "ssl://127.0.0.1:" + server.port())
              .with("user", "me")
              .with("password", "secret")
              .with("topics", List.of("t")),
          server);
    }
  }

  @Test
  void shouldNotTellKafkaThePassword() throws Exception {
    try (UntrustedServer server = new UntrustedServer()) {
      KafkaSource kind = new KafkaSource();
      shouldRefuse(
          kind,
          new GivenSettings(kind)
              .with("servers", List.of("127.0.0.1:" + server.port()))
              .with("user", "me")
              .with("password", "secret")
              .with("tls", "true")
              .with("topics", List.of("t")),
          server);
    }
  }

  @Test
  void shouldNotTellGitThePassword() throws Exception {
    try (UntrustedServer server = new UntrustedServer()) {
      GitSource kind = new GitSource();
      shouldRefuse(
          kind,
          new GivenSettings(kind)
              .with("url", "https://127.0.0.1:" + server.port() + "/x.git")
              .with("password", "secret"),
          server);
    }
  }

  @Test
  void shouldNotTellThoseWhoHaveCodeThePassword(@TempDir Path folder) throws Exception {
    try (UntrustedServer server = new UntrustedServer()) {
      String url = "https://127.0.0.1:" + server.port();
      Fetching fetching = new Fetching(folder);
      for (CodePlace place :
          List.of(
              new CodePlace.Git(url + "/x.git", null, "", "git", "secret"),
              new CodePlace.Web(url + "/a.zip", null, "secret", null),
              new CodePlace.Bucket("b", "k", url, "us-east-1", "me", "secret", null))) {
        assertThat(fetching.refusal(Reason.UNREACHABLE, place)).contains("TLS");
        assertThat(server.heard()).isFalse();
      }
    }
  }

  @Test
  void shouldNotTellS3TheKey() throws Exception {
    try (UntrustedServer server = new UntrustedServer()) {
      S3Source kind = new S3Source();
      shouldRefuse(
          kind,
          new GivenSettings(kind)
              .with("endpoint", "https://127.0.0.1:" + server.port())
              .with("path-style", "true")
              .with("bucket", "orders")
              .with("access-key", "me")
              .with("secret-key", "secret"),
          server);
    }
  }
}
