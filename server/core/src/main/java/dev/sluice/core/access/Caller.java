package dev.sluice.core.access;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Who is calling.
 *
 * @param name for the log, for example {@code admin}
 * @param namespace the namespace that the call acts in
 * @param scopes what it may do there
 * @param admin whether it may act in every namespace, and on namespaces
 */
public record Caller(String name, String namespace, Set<Scope> scopes, boolean admin) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** The admin, in this namespace. */
  static Caller admin(String namespace) {
    return new Caller("admin", namespace, EnumSet.allOf(Scope.class), true);
  }

  /**
   * Checks that it may do this.
   *
   * @throws SluiceException {@code FORBIDDEN}
   */
  public void require(Scope scope) {
    if (!scopes.contains(scope)) {
      String word = scope.name().toLowerCase(Locale.ROOT);
      throw new SluiceException(
          ErrorCode.FORBIDDEN,
          "The key '" + name + "' does not have the scope '" + word + "'.",
          "Use a key that has it; 'sluice key create NAME --scope " + word + "' makes one.");
    }
  }

  /**
   * Checks that it is the admin.
   *
   * @throws SluiceException {@code FORBIDDEN}
   */
  public void requireAdmin() {
    if (!admin) {
      throw new SluiceException(
          ErrorCode.FORBIDDEN,
          "Only the admin may do this.",
          "Use the token in the file admin.token of the server's data directory.");
    }
  }
}
