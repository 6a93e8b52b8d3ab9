package dev.sluice.core.function;

import dev.sluice.core.SluiceException;
import dev.sluice.core.binding.Binding;
import dev.sluice.core.role.Role.Deed;
import dev.sluice.core.role.RoleService;

/** What a definition with a role may name. Thread-safe. */
public final class RoleRules {
  private RoleRules() {}

  /**
   * Checks that the role of a definition is there and allows what the definition gives the
   * function: secrets in the environment and of bindings, and the bindings themselves. One without
   * a role may name all, as whoever writes it may.
   *
   * @throws SluiceException {@code ROLE_NOT_FOUND} or {@code ROLE_DENIES}
   */
  static void require(RoleService roles, String namespace, String function, Definition definition) {
    String role = definition.role();
    if (role == null) {
      return;
    }
    roles.get(namespace, role);
    for (String secret : definition.givenSecrets()) {
      roles.require(namespace, role, function, new Deed(Deed.Kind.SECRET, secret));
    }
    requireBindings(roles, namespace, function, definition);
  }

  /** The same for its bindings and their secrets alone, before each call. */
  public static void requireBindings(
      RoleService roles, String namespace, String function, Definition definition) {
    String role = definition.role();
    if (role != null) {
      for (Binding binding : definition.bindings()) {
        roles.require(
            namespace, role, function, new Deed(Deed.Kind.BINDING, binding.name(), binding.kind()));
        for (String secret : binding.secrets()) {
          roles.require(namespace, role, function, new Deed(Deed.Kind.SECRET, secret));
        }
      }
    }
  }
}
