package dev.sluice.core.access;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.Names;
import dev.sluice.core.SluiceException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers in by their bearer token: the admin's, or that of a namespace's key. Thread-safe.
 */
public final class AccessService {
  /** The namespace of an admin who names none. */
  public static final String DEFAULT_NAMESPACE = "default";

  private static final String SCHEME = "bearer ";

  private final byte[] adminToken;
  private final KeyService keys;

  /** Lets the holder of this token in as the admin, and those of keys. */
  public AccessService(String adminToken, KeyService keys) {
    this.adminToken = adminToken.getBytes(StandardCharsets.UTF_8);
    this.keys = keys;
  }

  /**
   * Checks the credentials of a request.
   *
   * @param authorization the header's value, or null
   * @param namespace the namespace that the caller picks, or null
   * @throws SluiceException {@code UNAUTHENTICATED} without a valid token, {@code FORBIDDEN} when
   *     its key belongs to another namespace
   */
  public Caller authenticate(@Nullable String authorization, @Nullable String namespace) {
    if (authorization == null || authorization.isBlank()) {
      throw new SluiceException(
          ErrorCode.UNAUTHENTICATED,
          "The request has no token.",
          "Send 'Authorization: Bearer TOKEN'; the admin's token is in the file admin.token of the"
              + " data directory.");
    }
    boolean named = namespace != null && !namespace.isBlank();
    if (authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      String token = authorization.substring(SCHEME.length()).strip();
      if (MessageDigest.isEqual(adminToken, token.getBytes(StandardCharsets.UTF_8))) {
        return Caller.admin(named ? Names.require("namespace", namespace) : DEFAULT_NAMESPACE);
      }
      KeyRecord key = keys.valid(token);
      if (key != null) {
        return of(key, named ? namespace : null);
      }
    }
    throw new SluiceException(
        ErrorCode.UNAUTHENTICATED,
        "The token is not valid.",
        "Take one that 'sluice key create' made, or the one in the file admin.token of this"
            + " server's data directory.");
  }

  /** Says the same of every other namespace, whether there is one or not. */
  private static Caller of(KeyRecord key, @Nullable String namespace) {
    if (namespace != null && !namespace.equals(key.namespace())) {
      throw new SluiceException(
          ErrorCode.FORBIDDEN,
          "The key '" + key.name() + "' belongs to another namespace than the one it asks for.",
          "Leave the namespace out: a key has its own.");
    }
    return new Caller(key.name(), key.namespace(), key.scopes(), false);
  }
}
