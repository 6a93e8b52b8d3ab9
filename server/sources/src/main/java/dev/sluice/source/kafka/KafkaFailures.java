package dev.sluice.source.kafka;

import dev.sluice.source.message.NetworkFailure;
import dev.sluice.spi.source.Settings;
import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What went wrong at the brokers, in words for people. */
final class KafkaFailures {
  private KafkaFailures() {}

  static NetworkFailure explain(Settings settings, Throwable failure) {
    List<String> servers = settings.texts("servers");
    for (Throwable e = failure; e != null; e = e.getCause()) {
      String message = sentence(servers, settings.find("user"), e);
      if (message != null) {
        return new NetworkFailure(message, failure);
      }
    }
    return NetworkFailure.of(String.join(", ", servers), failure);
  }

  private static @Nullable String sentence(
      List<String> servers, @Nullable String user, Throwable e) {
    if (e instanceof SslAuthenticationException) {
      return "There is no trusted TLS connection to Kafka at "
          + String.join(", ", servers)
          + ": "
          + e.getMessage();
    }
    if (e instanceof AuthenticationException) {
      return "Kafka at "
          + String.join(", ", servers)
          + " refuses the user '"
          + user
          + "' or the password: "
          + e.getMessage();
    }
    if (e instanceof AuthorizationException) {
      return "Kafka refuses: " + e.getMessage();
    }
    if (e instanceof ConfigException) {
      return "Kafka's client cannot be set up: " + e.getMessage();
    }
    if (e instanceof TimeoutException) {
      return "No broker of Kafka answers at " + String.join(", ", servers) + ": " + e.getMessage();
    }
    if (e instanceof CommitFailedException || e instanceof RebalanceInProgressException) {
      return "The consumer group went on without this source, which was busy for too long.";
    }
    return null;
  }
}
