package dev.sluice.studio.core.connection;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.Problem;
import dev.sluice.client.SluiceApiException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Why a call did not work.
 *
 * @param sentence for people
 * @param problem the server's answer; null when there was none
 */
public record Failure(String sentence, @Nullable Problem problem) {

  /** The failure that an exception of a call means. */
  static Failure of(Exception e) {
    if (e instanceof SluiceApiException refused) {
      return new Failure(refused.sentence(), refused.problem());
    }
    if (e instanceof IOException) {
      return new Failure("The server does not answer.", null);
    }
    return new Failure("Studio failed: " + e, null);
  }

  /** Whether the server answered with this code. */
  public boolean is(ErrorCode code) {
    return problem != null && code.code().equals(problem.code());
  }
}
