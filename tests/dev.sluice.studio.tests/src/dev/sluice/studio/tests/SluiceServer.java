package dev.sluice.studio.tests;

import dev.sluice.client.Connection;
import dev.sluice.client.SluiceClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real server of the built distribution in a process of its own, with its data in the default
 * place of this test run: Studio finds it by itself, and never a server of the developer's.
 */
final class SluiceServer {
  private static final String READY = "sluice ready: ";

  private final Path data;
  private Process process;
  private String url;

  SluiceServer() {
    this.data = Path.of(System.getenv("XDG_DATA_HOME"), "sluice");
  }

  /** Starts it where it was before, or on a free port the first time, and waits until it serves. */
  SluiceServer start(String... options) {
    List<String> command = new ArrayList<>(List.of(System.getProperty("studio.server"), "server"));
    command.addAll(List.of("--data", data.toString(), "--gateway", "127.0.0.1:0"));
    command.addAll(
        List.of("--listen", "127.0.0.1:" + (url == null ? 0 : URI.create(url).getPort())));
    command.addAll(List.of(options));
    try {
      Files.createDirectories(data);
      Path errors = Path.of(System.getProperty("studio.shots")).resolveSibling("server.log");
      process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
              .start();
      process.getOutputStream().close();
      url = readyUrl(errors);
    } catch (IOException e) {
      throw new UncheckedIOException("the server cannot be started", e);
    }
    return this;
  }

  /** Ends it as an operator would, and waits. */
  void stop() {
    end(process::destroy);
  }

  /** Ends it as a crash would, and waits. */
  void kill() {
    end(process::destroyForcibly);
  }

  boolean running() {
    return process != null && process.isAlive();
  }

  String url() {
    return url;
  }

  String token() {
    try {
      return Files.readString(data.resolve("admin.token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client beside Studio's: someone else who works with the same server. */
  SluiceClient client() {
    return new SluiceClient(new Connection(URI.create(url), token(), null));
  }

  private String readyUrl(Path errors) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        return line.substring(READY.length()).split(" ")[0];
      }
    }
    throw new IOException("it ended before it was ready: see " + errors);
  }

  private void end(Runnable how) {
    if (!running()) {
      return;
    }
    how.run();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IllegalStateException("the server did not stop when asked to");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
