package dev.sluice.spi.code;

import dev.sluice.spi.source.PushSource;
import dev.sluice.spi.source.RefusedRequestException;
import org.jspecify.annotations.Nullable;

/** Reads what a forge sends when somebody has pushed. Thread-safe. */
public interface PushCheck {

  /**
   * What a request says, once it is proven to be from who knows the secret.
   *
   * @return null for news of something else than a push
   * @throws RefusedRequestException for a request that is not proven, or malformed
   */
  @Nullable Push read(PushSource.Request request, String secret) throws RefusedRequestException;

  /**
   * A push.
   *
   * @param ref full name of the ref that was pushed, as {@code refs/heads/main}
   * @param defaultBranch short name of the branch that HEAD names; null where it is not said
   */
  record Push(String ref, @Nullable String defaultBranch) {}
}
