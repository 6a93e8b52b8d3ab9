package dev.sluice.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few lines that a server says outside its log, for scripts and people that start it. */
final class Terminal {
  private static final Logger LOG = LoggerFactory.getLogger(Terminal.class);

  private Terminal() {}

  /** One line on standard output, at once. */
  static void say(String line) {
    write(FileDescriptor.out, line);
  }

  /** One line on standard error. */
  static void complain(String line) {
    write(FileDescriptor.err, "sluice: " + line);
  }

  private static void write(FileDescriptor to, String line) {
    // Not closed: the descriptor is the process's own.
    FileOutputStream out = new FileOutputStream(to);
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      LOG.info("{}", line);
    }
  }
}
