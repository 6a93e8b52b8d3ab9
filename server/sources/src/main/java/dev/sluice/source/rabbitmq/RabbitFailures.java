package dev.sluice.source.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import dev.sluice.source.message.NetworkFailure;
import org.jspecify.annotations.Nullable;

/** What went wrong at the broker, in words for people. */
final class RabbitFailures {
  private RabbitFailures() {}

  static Exception explain(RabbitAddress address, Exception failure) {
    if (failure instanceof InterruptedException || failure instanceof NetworkFailure) {
      return failure;
    }
    for (Throwable e = failure; e != null; e = e.getCause()) {
      String message = sentence(address, e);
      if (message != null) {
        return new NetworkFailure(message, failure);
      }
    }
    return NetworkFailure.of(address.toString(), failure);
  }

  private static @Nullable String sentence(RabbitAddress address, Throwable e) {
    if (e instanceof AuthenticationFailureException
        || e instanceof PossibleAuthenticationFailureException) {
      return "RabbitMQ at "
          + address
          + " refuses the user '"
          + (address.user() == null ? "guest" : address.user())
          + "' or the password.";
    }
    if (e instanceof ShutdownSignalException signal) {
      if (signal.getReason() instanceof AMQP.Channel.Close close) {
        return "RabbitMQ says: " + close.getReplyText() + ".";
      }
      if (signal.getReason() instanceof AMQP.Connection.Close close) {
        return "RabbitMQ has ended the connection: " + close.getReplyText() + ".";
      }
      return "The connection to RabbitMQ at " + address + " was lost.";
    }
    return null;
  }
}
