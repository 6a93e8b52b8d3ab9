package dev.sluice.core.access;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.Names;
import dev.sluice.core.SluiceException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Lets callers in by their bearer token. Thread-safe. */
public final class AccessService {
  /** The namespace of a caller that names none. */
  public static final String DEFAULT_NAMESPACE = "default";

  private static final String SCHEME = "bearer ";

  private final byte[] adminToken;

  /** Lets the holder of this token in, as the admin. */
  public AccessService(String adminToken) {
    this.adminToken = adminToken.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Checks the credentials of a request.
   *
   * @param authorization the header's value, or null
   * @param namespace the namespace that the caller picks, or null
   * @throws SluiceException {@code UNAUTHENTICATED} without a valid token
   */
  public Caller authenticate(@Nullable String authorization, @Nullable String namespace) {
    if (authorization == null || authorization.isBlank()) {
      throw new SluiceException(
          ErrorCode.UNAUTHENTICATED,
          "The request has no token.",
          "Send 'Authorization: Bearer TOKEN'; the admin's token is in the file admin.token of the"
              + " data directory.");
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        || !MessageDigest.isEqual(
            adminToken,
            authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8))) {
      throw new SluiceException(
          ErrorCode.UNAUTHENTICATED,
          "The token is not valid.",
          "Take the one in the file admin.token of this server's data directory.");
    }
    if (namespace == null || namespace.isBlank()) {
      return new Caller("admin", DEFAULT_NAMESPACE);
    }
    return new Caller("admin", Names.require("namespace", namespace));
  }
}
