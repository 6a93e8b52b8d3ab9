package dev.sluice.source.harness;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A TLS server whose certificate nobody has signed but itself. It hears whoever trusts it anyway.
 */
public final class UntrustedServer implements AutoCloseable {
  private static final String PASSWORD = "not-secret";

  private final SSLServerSocket server;
  private final Thread thread = new Thread(this::listen, "untrusted");
  private volatile boolean heard;

  /** Starts it. */
  public UntrustedServer() throws Exception {
    Path folder = Files.createTempDirectory("tls");
    Path store = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    if (keytool.waitFor() != 0) {
      throw new AssertionError(Files.readString(folder.resolve("output")));
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Files.delete(store);
    Files.delete(folder.resolve("output"));
    Files.delete(folder);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    thread.start();
  }

  private void listen() {
    while (!server.isClosed()) {
      try (SSLSocket socket = (SSLSocket) server.accept()) {
        heard |= socket.getInputStream().read() >= 0;
      } catch (IOException e) {
        // Nobody trusts it, or it is closed.
      }
    }
  }

  /** Its port. */
  public int port() {
    return server.getLocalPort();
  }

  /** Whether anybody has said anything to it. */
  public boolean heard() {
    return heard;
  }

  @Override
  public void close() throws Exception {
    server.close();
    thread.join();
  }
}
