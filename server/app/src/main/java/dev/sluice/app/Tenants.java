package dev.sluice.app;

import dev.sluice.core.IdSource;
import dev.sluice.core.Ticker;
import dev.sluice.core.access.AccessService;
import dev.sluice.core.access.KeyService;
import dev.sluice.core.access.NetworkPolicy;
import dev.sluice.core.namespace.NamespaceService;
import dev.sluice.core.namespace.Quotas;
import dev.sluice.core.role.RoleService;
import dev.sluice.core.secret.Seal;
import dev.sluice.core.secret.SecretService;
import dev.sluice.store.Database;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;

/** Who may use the server, and how much of it. */
record Tenants(
    AccessService access,
    KeyService keys,
    NamespaceService namespaces,
    Quotas quotas,
    NetworkPolicy network,
    SecretService secrets,
    RoleService roles) {

  /**
   * Puts it together.
   *
   * @param hostNetwork namespaces that may use the host's network where their quotas do not say
   * @param texts makes what nobody can guess
   * @throws StartException when a secret was sealed with a key that is missing
   */
  static Tenants of(
      Database database,
      String adminToken,
      Seal seal,
      Set<String> hostNetwork,
      Clock clock,
      IdSource ids,
      Supplier<String> texts)
      throws StartException {
    KeyService keys = new KeyService(database.keys(), clock, ids, texts);
    Quotas quotas = new Quotas(database.namespaces(), Ticker.system());
    RoleService roles = new RoleService(database.roles(), clock);
    NamespaceService namespaces =
        new NamespaceService(database.namespaces(), quotas, clock, keys::forget);
    namespaces.onDeleted(roles::forget);
    return new Tenants(
        new AccessService(adminToken, keys),
        keys,
        namespaces,
        quotas,
        new NetworkPolicy(hostNetwork, quotas),
        secrets(database, seal, clock),
        roles);
  }

  private static SecretService secrets(Database database, Seal seal, Clock clock)
      throws StartException {
    SecretService secrets =
        new SecretService(
            database.secrets(),
            seal,
            (namespace, secret) ->
                database.functions().usesSecret(namespace, secret)
                    || database.sources().list(namespace).stream()
                        .anyMatch(source -> source.definition().uses(secret))
                    || database.sinks().list(namespace).stream()
                        .anyMatch(sink -> sink.uses(secret)),
            clock);
    try {
      secrets.reseal();
    } catch (IllegalStateException e) {
      throw new StartException(
          "Secrets cannot be opened: "
              + e.getMessage()
              + "; add it to the file secret.keys of the data directory or to secrets.keys.",
          e);
    }
    return secrets;
  }
}
