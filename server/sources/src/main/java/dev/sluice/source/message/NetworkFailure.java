package dev.sluice.source.message;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A connection that cannot be made or was lost, in words for people. */
public final class NetworkFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says why. */
  public NetworkFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * What any network says.
   *
   * @param address host and port
   */
  public static NetworkFailure of(String address, Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      String message = sentence(address, e);
      if (message != null) {
        return new NetworkFailure(message, failure);
      }
    }
    String message = failure.getMessage();
    return new NetworkFailure(
        "The connection to "
            + address
            + " failed: "
            + (message == null || message.isBlank() ? failure.getClass().getSimpleName() : message),
        failure);
  }

  private static @Nullable String sentence(String address, Throwable e) {
    if (e instanceof UnknownHostException || e instanceof UnresolvedAddressException) {
      return "The host of " + address + " is not known.";
    }
    if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      return "Nothing answers at "
          + address
          + (e.getMessage() == null ? "." : ": " + e.getMessage() + ".");
    }
    if (e instanceof SocketTimeoutException || e instanceof TimeoutException) {
      return address + " did not answer in time.";
    }
    if (e instanceof SSLException) {
      return "There is no trusted TLS connection to " + address + ": " + e.getMessage() + ".";
    }
    return null;
  }
}
