package dev.sluice.core.access;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.namespace.Quotas;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import java.util.Set;

/** Which namespaces may run functions in the host's network. Thread-safe. */
public final class NetworkPolicy {
  /** Stands for every namespace. */
  public static final String ALL = "*";

  private final Set<String> namespaces;
  private final Quotas quotas;

  /** Allows it to these namespaces, where their quotas do not say otherwise. */
  public NetworkPolicy(Set<String> namespaces, Quotas quotas) {
    this.namespaces = Set.copyOf(namespaces);
    this.quotas = quotas;
  }

  /** Whether functions of this namespace may have this network. */
  public boolean allows(String namespace, Network network) {
    if (network == Network.NONE) {
      return true;
    }
    Boolean said = quotas.of(namespace).hostNetwork();
    return said != null ? said : namespaces.contains(namespace) || namespaces.contains(ALL);
  }

  /**
   * Checks that a caller may have the server fetch something: it does so from within the host's
   * network, as it connects sources.
   *
   * @param instead what else the caller can do, as a sentence
   * @throws SluiceException {@code NETWORK_NOT_ALLOWED}
   */
  public void requireFetch(Caller caller, String instead) {
    if (!caller.admin() && !allows(caller.namespace(), Network.HOST)) {
      throw new SluiceException(
          ErrorCode.NETWORK_NOT_ALLOWED,
          "The server fetches from within the host's network, which the namespace '"
              + caller.namespace()
              + "' may not use.",
          instead
              + " Or have an admin allow it: 'sluice namespace update "
              + caller.namespace()
              + " --host-network true'.");
    }
  }

  /**
   * Checks that functions of this namespace may have this network.
   *
   * @throws SluiceException {@code NETWORK_NOT_ALLOWED}
   */
  public void require(String namespace, Network network) {
    if (!allows(namespace, network)) {
      throw new SluiceException(
          ErrorCode.NETWORK_NOT_ALLOWED,
          "Functions of the namespace '" + namespace + "' may not use the host's network.",
          "Set the function's network to 'none', or have an admin allow it: 'sluice namespace"
              + " update "
              + namespace
              + " --host-network true'.");
    }
  }
}
