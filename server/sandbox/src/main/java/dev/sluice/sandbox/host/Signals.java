package dev.sluice.sandbox.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends signals that the JVM cannot: through one shell that lives as long as the server, since a
 * process for each would cost more than what it is sent for. Thread-safe.
 */
final class Signals implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

  /** Reads a signal and process ids, line by line; answers each line, and ends with its input. */
  private static final String SCRIPT =
      "while read -r s p; do kill -s \"$s\" $p 2>/dev/null; echo; done";

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Process shell;
  private boolean closed;

  /** A signal to send. */
  enum Signal {
    TERM,
    STOP,
    CONT
  }

  /**
   * Sends a signal to all of these that are still there; returns when they have it.
   *
   * @return false when that could not be done
   */
  boolean send(Signal signal, Collection<Long> processes) {
    if (processes.isEmpty()) {
      return true;
    }
    String line =
        processes.stream()
            .map(String::valueOf)
            .collect(Collectors.joining(" ", signal + " ", "\n"));
    lock.lock();
    try {
      boolean told = !closed && tell(line);
      // Somebody may have ended the shell since the last time: then there is another one now.
      return told || (!closed && tell(line));
    } finally {
      lock.unlock();
    }
  }

  private boolean tell(String line) {
    try {
      Process to = shell == null ? start() : shell;
      shell = to;
      to.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
      to.getOutputStream().flush();
      if (to.getInputStream().read() >= 0) {
        return true;
      }
    } catch (IOException e) {
      LOG.warn("A signal could not be sent.", e);
    }
    shell = null;
    return false;
  }

  private static Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(List.of("/bin/sh", "-c", SCRIPT));
    builder.environment().clear();
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder.start();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (shell != null) {
        shell.destroy();
      }
    } finally {
      lock.unlock();
    }
  }
}
