package dev.sluice.source.mqtt;

import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import dev.sluice.spi.source.Intake;
import dev.sluice.spi.source.Settings;
import org.jspecify.annotations.Nullable;

/**
 * How many messages a broker may have on their way that are not acknowledged. There are brokers
 * that send all that a session has when its client comes back (Mosquitto 2.0.11), and the client
 * must end such a connection: it would never get through. Where that has happened, the broker may
 * send as many as there are ids for packets. Immutable.
 */
final class ReceiveMaximum {
  static final String OPTION = "receive-maximum";

  /** No broker has more on their way. */
  static final int MOST = 65_535;

  private static final String KEY = "receive-maximum-exceeded";

  private ReceiveMaximum() {}

  /** What the broker is told. */
  static int of(Settings settings, Intake intake) {
    return intake.recall(KEY) == null ? (int) settings.integer(OPTION) : MOST;
  }

  /** Whether a connection ended because the broker sent more. */
  static boolean isExceeded(Throwable failure) {
    for (@Nullable Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof Mqtt5DisconnectException ended) {
        return ended.getMqttMessage().getReasonCode()
            == Mqtt5DisconnectReasonCode.RECEIVE_MAXIMUM_EXCEEDED;
      }
    }
    return false;
  }

  /** The next connection allows what the protocol does. */
  static void giveUp(Intake intake) {
    intake.remember(KEY, "true");
  }
}
