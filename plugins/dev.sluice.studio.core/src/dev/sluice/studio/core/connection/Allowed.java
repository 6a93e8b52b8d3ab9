package dev.sluice.studio.core.connection;

import dev.sluice.client.SluiceApiException;
import java.io.IOException;
import java.util.List;

/** Questions to the server that the token may not be allowed to ask. */
public final class Allowed {
  private static final int FORBIDDEN = 403;

  private Allowed() {}

  /** A question for all there are of a kind. */
  public interface Question<T> {
    List<T> ask() throws IOException;
  }

  /** What there is; what a token may not see is not there. */
  public static <T> List<T> orNone(Question<T> question) throws IOException {
    try {
      return question.ask();
    } catch (SluiceApiException e) {
      if (e.status() == FORBIDDEN) {
        return List.of();
      }
      throw e;
    }
  }
}
