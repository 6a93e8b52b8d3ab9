package dev.sluice.javahost;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/** Made by the JDK, by its name, when the function begins to log. Not thread-safe. */
public final class LoggingConfiguration {
  private static final String LINES =
      "handlers=" + LevelHandler.class.getName() + "\n.level=INFO\n";

  /** For the JDK. */
  public LoggingConfiguration() throws IOException {
    LogManager.getLogManager()
        .readConfiguration(new ByteArrayInputStream(LINES.getBytes(StandardCharsets.UTF_8)));
  }
}
