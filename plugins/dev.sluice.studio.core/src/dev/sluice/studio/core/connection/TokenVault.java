package dev.sluice.studio.core.connection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.core.runtime.ILog;
import org.eclipse.equinox.security.storage.EncodingUtils;
import org.eclipse.equinox.security.storage.ISecurePreferences;
import org.eclipse.equinox.security.storage.SecurePreferencesFactory;
import org.eclipse.equinox.security.storage.StorageException;
import org.eclipse.equinox.security.storage.provider.IProviderHints;

/**
 * Tokens by server address, encrypted by Equinox secure storage in a file of Studio's own: the one
 * in the user's home is shared with every other Eclipse and tied to their password providers.
 * Thread-safe.
 */
public final class TokenVault {
  private static final String KEY = "token";

  private final Path file;

  /** A vault in this file, which need not exist yet. */
  public TokenVault(Path file) {
    this.file = file;
  }

  /** The token of this address; empty when there is none, or none that can be read. */
  public synchronized Optional<String> get(String url) {
    try {
      return Optional.ofNullable(node(url).get(KEY, null));
    } catch (StorageException | IOException e) {
      ILog.of(TokenVault.class)
          .warn("The token of " + url + " cannot be read and has to be entered again.", e);
      return Optional.empty();
    }
  }

  /** Keeps a token. */
  public synchronized void put(String url, String token) throws IOException {
    try {
      ISecurePreferences node = node(url);
      node.put(KEY, token, true);
      node.flush();
    } catch (StorageException e) {
      throw new IOException("The token could not be encrypted: " + e.getMessage(), e);
    }
  }

  private ISecurePreferences node(String url) throws IOException {
    Map<String, Object> options =
        Map.of(
            IProviderHints.REQUIRED_MODULE_ID,
            KeyFilePasswordProvider.ID,
            IProviderHints.PROMPT_USER,
            Boolean.FALSE);
    ISecurePreferences root = SecurePreferencesFactory.open(file.toUri().toURL(), options);
    if (root == null) {
      throw new IOException("The secure storage in " + file + " cannot be opened.");
    }
    return root.node("servers").node(EncodingUtils.encodeSlashes(url));
  }
}
