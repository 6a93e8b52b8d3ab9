package dev.sluice.app.cli.invoke;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The event of one invocation, as a person gives it. */
public final class Payload {
  private Payload() {}

  /** The bytes: of the text itself, of {@code @FILE}, or of standard input for {@code -}. */
  public static byte[] read(String data, InputStream in) throws IOException {
    if (data.equals("-")) {
      return in.readAllBytes();
    }
    if (data.startsWith("@")) {
      return Files.readAllBytes(Path.of(data.substring(1)));
    }
    return data.getBytes(StandardCharsets.UTF_8);
  }
}
