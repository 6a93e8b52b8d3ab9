package dev.sluice.source.rabbitmq;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.sluice.spi.source.Settings;
import java.io.IOException;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Opens a connection, and lets another thread give that up: until {@link #entered}, {@link #close}
 * closes the socket, on which the library may be waiting. Thread-safe.
 */
final class RabbitDoor {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int HEARTBEAT_SECONDS = 30;

  private final Settings settings;
  private final RabbitAddress address;
  private @Nullable Socket opening;
  private boolean closed;

  RabbitDoor(Settings settings) {
    this.settings = settings;
    this.address = RabbitAddress.parse(settings.text("uri"));
  }

  RabbitAddress address() {
    return address;
  }

  Connection open() throws IOException, TimeoutException, NoSuchAlgorithmException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(address.host());
    factory.setPort(address.port());
    factory.setVirtualHost(address.virtualHost());
    if (address.user() != null) {
      factory.setUsername(address.user());
    }
    String password = settings.find("password");
    if (password != null) {
      factory.setPassword(password);
    }
    if (address.tls()) {
      factory.useSslProtocol(SSLContext.getDefault());
      factory.enableHostnameVerification();
    }
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setConnectionTimeout(TIMEOUT_MILLIS);
    factory.setHandshakeTimeout(TIMEOUT_MILLIS);
    factory.setChannelRpcTimeout(TIMEOUT_MILLIS);
    factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
    factory.setSocketConfigurator(this::configure);
    return factory.newConnection("sluice " + settings.namespace() + "/" + settings.source());
  }

  private synchronized void configure(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    opening = socket;
    if (closed) {
      socket.close();
    }
  }

  /** The connection is in use; from now on whoever uses it ends it. */
  synchronized void entered() {
    opening = null;
  }

  synchronized void close() {
    closed = true;
    if (opening != null) {
      try {
        opening.close();
      } catch (IOException e) {
        // It is of no use any more, closed or not.
      }
    }
  }
}
