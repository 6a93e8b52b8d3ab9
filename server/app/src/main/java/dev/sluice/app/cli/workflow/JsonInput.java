package dev.sluice.app.cli.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.app.cli.invoke.Payload;
import dev.sluice.app.cli.shell.CliException;
import dev.sluice.app.cli.text.Json;
import java.io.IOException;
import java.io.InputStream;

/** JSON as a person gives it. */
public final class JsonInput {
  private JsonInput() {}

  /** The value: of the text itself, of {@code @FILE}, or of standard input for {@code -}. */
  public static Object read(String option, String text, InputStream in) throws IOException {
    byte[] bytes = Payload.read(text, in);
    try {
      return Json.MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new CliException(option + " is no JSON");
    }
  }
}
