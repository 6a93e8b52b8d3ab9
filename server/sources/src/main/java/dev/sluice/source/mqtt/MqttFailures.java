package dev.sluice.source.mqtt;

import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import dev.sluice.source.message.NetworkFailure;
import org.jspecify.annotations.Nullable;

/** What went wrong at the broker, in words for people. */
final class MqttFailures {
  private MqttFailures() {}

  static NetworkFailure explain(MqttAddress address, @Nullable String user, Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      String message = sentence(address, user, e);
      if (message != null) {
        return new NetworkFailure(message, failure);
      }
    }
    return NetworkFailure.of(address.toString(), failure);
  }

  private static @Nullable String sentence(
      MqttAddress address, @Nullable String user, Throwable e) {
    if (e instanceof Mqtt5ConnAckException refused) {
      return refused(address, user, refused.getMqttMessage().getReasonCode().name());
    }
    if (e instanceof Mqtt3ConnAckException refused) {
      return refused(address, user, refused.getMqttMessage().getReturnCode().name());
    }
    if (e instanceof Mqtt5SubAckException refused) {
      return "The MQTT broker at "
          + address
          + " refuses a subscription: "
          + refused.getMqttMessage().getReasonCodes()
          + ".";
    }
    if (e instanceof Mqtt3SubAckException refused) {
      return "The MQTT broker at "
          + address
          + " refuses a subscription: "
          + refused.getMqttMessage().getReturnCodes()
          + ".";
    }
    if (ReceiveMaximum.isExceeded(e)) {
      return "The MQTT broker at "
          + address
          + " has sent more messages at once than 'receive-maximum' allows; the next connection"
          + " allows "
          + ReceiveMaximum.MOST
          + ".";
    }
    if (e instanceof Mqtt5DisconnectException ended) {
      return "The MQTT broker at "
          + address
          + " has ended the connection: "
          + ended.getMqttMessage().getReasonCode()
          + ".";
    }
    if (e instanceof ConnectionClosedException) {
      return "The connection to the MQTT broker at " + address + " was lost.";
    }
    return null;
  }

  private static String refused(MqttAddress address, @Nullable String user, String code) {
    boolean credentials = code.equals("NOT_AUTHORIZED") || code.equals("BAD_USER_NAME_OR_PASSWORD");
    if (!credentials) {
      return "The MQTT broker at " + address + " refuses the connection: " + code + ".";
    }
    return "The MQTT broker at "
        + address
        + (user == null
            ? " wants a user and a password."
            : " refuses the user '" + user + "' or the password.");
  }
}
