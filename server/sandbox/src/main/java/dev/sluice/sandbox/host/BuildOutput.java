package dev.sluice.sandbox.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a build writes, line by line, in a thread of its own. Lines that are too long are cut
 * in pieces, and what would change a terminal is replaced.
 */
final class BuildOutput implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(BuildOutput.class);
  private static final int LONGEST = 4_096;

  private final InputStream in;
  private final Consumer<String> log;
  private final CountDownLatch done = new CountDownLatch(1);

  BuildOutput(InputStream in, Consumer<String> log) {
    this.in = in;
    this.log = log;
  }

  @Override
  public void run() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] buffer = new byte[8 << 10];
    try (in) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        for (int i = 0; i < count; i++) {
          if (buffer[i] != '\n') {
            line.write(buffer[i]);
          }
          if (buffer[i] == '\n' || line.size() >= LONGEST) {
            emit(line);
          }
        }
      }
    } catch (IOException e) {
      LOG.debug("The output of a build broke off.", e);
    } finally {
      if (line.size() > 0) {
        emit(line);
      }
      done.countDown();
    }
  }

  private void emit(ByteArrayOutputStream line) {
    StringBuilder text = new StringBuilder();
    line.toString(StandardCharsets.UTF_8)
        .stripTrailing()
        .codePoints()
        .map(c -> Character.isISOControl(c) && c != '\t' ? 0xfffd : c)
        .forEach(text::appendCodePoint);
    line.reset();
    log.accept(text.toString());
  }

  /** Waits until all is read; not for ever, since a process without walls may hold the pipe. */
  void await() {
    try {
      if (!done.await(5, TimeUnit.SECONDS)) {
        in.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("The output of a build did not close well.", e);
    }
  }
}
