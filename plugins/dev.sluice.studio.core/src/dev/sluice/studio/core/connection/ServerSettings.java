package dev.sluice.studio.core.connection;

import dev.sluice.client.Connection;
import dev.sluice.client.LocalServer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.jspecify.annotations.Nullable;
import org.osgi.service.prefs.BackingStoreException;

/**
 * Remembers which server the user chose, and its token, over restarts. Without a choice it is the
 * one that {@code SLUICE_URL} and {@code SLUICE_TOKEN} name, or else the one that runs on this
 * machine. Thread-safe.
 */
public final class ServerSettings {
  private static final String URL = "server.url";
  private static final String KNOWN = "server.known";
  private static final String NAMESPACE = "server.namespace";

  private final IEclipsePreferences preferences;
  private final TokenVault vault;
  private final Map<String, String> environment;

  /**
   * Settings kept in these places.
   *
   * @param environment the process's environment
   */
  public ServerSettings(
      IEclipsePreferences preferences, TokenVault vault, Map<String, String> environment) {
    this.preferences = preferences;
    this.vault = vault;
    this.environment = Map.copyOf(environment);
  }

  /** What was chosen last. */
  public ServerChoice choice() {
    String url = preferences.get(URL, "");
    return url.isEmpty() ? ServerChoice.LOCAL : new ServerChoice(url);
  }

  /** Remembers a server given by hand. */
  public void choose(String url, String token) throws IOException {
    vault.put(url, token);
    preferences.put(URL, url);
    preferences.remove(NAMESPACE);
    Set<String> known = new LinkedHashSet<>(urls());
    known.add(url);
    preferences.put(KNOWN, String.join("\n", known));
    save();
  }

  /** All servers that were chosen once: the one of this machine, and those given by hand. */
  public List<ServerChoice> known() {
    List<ServerChoice> all = new ArrayList<>(List.of(ServerChoice.LOCAL));
    urls().forEach(url -> all.add(new ServerChoice(url)));
    return all;
  }

  private List<String> urls() {
    return preferences.get(KNOWN, "").lines().toList();
  }

  /** Acts in another namespace of the server from the next connection on. */
  void chooseNamespace(String name) throws IOException {
    preferences.put(NAMESPACE, name);
    save();
  }

  /** Goes back to finding the server by itself. */
  public void chooseLocal() throws IOException {
    preferences.remove(URL);
    preferences.remove(NAMESPACE);
    save();
  }

  /** The token remembered for this address; empty when there is none or it cannot be read. */
  public String token(String url) {
    return vault.get(url).orElse("");
  }

  /** The address to try now; empty when no server is known. */
  Optional<Connection> find() {
    ServerChoice choice = choice();
    String url = choice.url();
    Optional<Connection> found =
        url == null ? findByItself() : Optional.of(connection(url, token(url)));
    String namespace = preferences.get(NAMESPACE, "");
    return namespace.isEmpty()
        ? found
        : found.map(server -> new Connection(server.url(), server.token(), namespace));
  }

  /** The server to use when none was given by hand. */
  Optional<Connection> findByItself() {
    String url = environment.get("SLUICE_URL");
    if (url != null && !url.isBlank()) {
      return Optional.of(connection(url, environment.get("SLUICE_TOKEN")));
    }
    return LocalServer.find();
  }

  private static Connection connection(String url, @Nullable String token) {
    return new Connection(URI.create(url), token == null || token.isEmpty() ? null : token, null);
  }

  private void save() throws IOException {
    try {
      preferences.flush();
    } catch (BackingStoreException e) {
      throw new IOException("The choice of server could not be saved: " + e.getMessage(), e);
    }
  }
}
