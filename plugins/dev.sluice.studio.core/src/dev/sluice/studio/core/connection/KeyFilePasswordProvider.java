package dev.sluice.studio.core.connection;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.spec.PBEKeySpec;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.security.storage.provider.IPreferencesContainer;
import org.eclipse.equinox.security.storage.provider.PasswordProvider;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;

/**
 * The master password of the secure storage: random, in a file that only its owner may read.
 *
 * <p>The platform's own providers ask the user for a master password, or need the desktop's keyring
 * and a session bus. Studio must start on a bare X display, over a forwarded connection and in
 * tests, where nobody answers and no keyring runs. A key file protects a token as well as the
 * server protects {@code admin.token}: by the file's mode. It keeps tokens out of backups of the
 * preferences, out of exports and out of a glance at a screen.
 */
public final class KeyFilePasswordProvider extends PasswordProvider {
  /** The id under which plugin.xml contributes this provider, in the lower case it is kept in. */
  static final String ID = "dev.sluice.studio.core.keyfile";

  private static final int KEY_BYTES = 32;

  @Override
  public @Nullable PBEKeySpec getPassword(IPreferencesContainer container, int passwordType) {
    try {
      return new PBEKeySpec(key(stateArea().resolve("storage.key")).toCharArray());
    } catch (IOException e) {
      ILog.of(KeyFilePasswordProvider.class).error("The key file cannot be read or made.", e);
      return null;
    }
  }

  private static Path stateArea() {
    return Platform.getStateLocation(FrameworkUtil.getBundle(KeyFilePasswordProvider.class))
        .toPath();
  }

  private static String key(Path file) throws IOException {
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    try {
      // The mode comes before the content: the key is never readable by others, not even briefly.
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      return Files.readString(file).strip();
    }
    Files.writeString(file, Base64.getEncoder().encodeToString(random));
    return Files.readString(file).strip();
  }
}
