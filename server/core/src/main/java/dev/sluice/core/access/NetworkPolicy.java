package dev.sluice.core.access;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import java.util.Set;

/** Which namespaces may run functions in the host's network. Thread-safe. */
public final class NetworkPolicy {
  /** Stands for every namespace. */
  public static final String ALL = "*";

  private final Set<String> namespaces;

  /** Allows it to these namespaces. */
  public NetworkPolicy(Set<String> namespaces) {
    this.namespaces = Set.copyOf(namespaces);
  }

  /** Whether functions of this namespace may have this network. */
  public boolean allows(String namespace, Network network) {
    return network == Network.NONE || namespaces.contains(namespace) || namespaces.contains(ALL);
  }

  /**
   * Checks the same.
   *
   * @throws SluiceException {@code NETWORK_NOT_ALLOWED}
   */
  public void require(String namespace, Network network) {
    if (!allows(namespace, network)) {
      throw new SluiceException(
          ErrorCode.NETWORK_NOT_ALLOWED,
          "Functions of the namespace '" + namespace + "' may not use the host's network.",
          "Set the function's network to 'none', or have the server's operator add the namespace to"
              + " the setting network.host-namespaces.");
    }
  }
}
