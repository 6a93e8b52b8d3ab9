package dev.sluice.app;

import dev.sluice.app.config.SecretKeys;
import dev.sluice.client.LocalServer;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The directory that one server owns while it runs: its lock, its token, and the note where it
 * listens. Others may pass through it, as sandboxes do on their way to code, but not look around.
 * Not thread-safe.
 */
final class DataDirectory implements AutoCloseable {
  private static final String LOCK_FILE = "server.lock";
  private static final String SECRET_KEYS_FILE = "secret.keys";
  private static final Set<PosixFilePermission> PASSAGE =
      PosixFilePermissions.fromString("rwx--x--x");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(OWNER_ONLY);

  private final Path folder;
  private final FileChannel lockChannel;

  private DataDirectory(Path folder, FileChannel lockChannel) {
    this.folder = folder;
    this.lockChannel = lockChannel;
  }

  /**
   * Makes the directory where it is missing, and takes it.
   *
   * @throws StartException when another server has it, or it cannot be written
   */
  static DataDirectory take(Path folder) throws StartException {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PASSAGE);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK_FILE),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              PRIVATE);
      if (!lock(channel)) {
        channel.close();
        throw new StartException(
            "The data directory "
                + folder
                + " is in use by another server: stop that one, or choose another with --data.",
            null);
      }
      return new DataDirectory(folder, channel);
    } catch (IOException | UnsupportedOperationException e) {
      throw new StartException("The data directory " + folder + " cannot be used: " + e + ".", e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** The database's own folder. */
  Path database() {
    return folder;
  }

  Path code() {
    return folder.resolve("code");
  }

  /** For code that is on its way; emptied at each start. */
  Path fetches() {
    return folder.resolve("fetches");
  }

  /** For input of jobs that is on its way; emptied at each start. */
  Path inputs() {
    return folder.resolve("inputs");
  }

  /** Files of bindings, a folder for each namespace. */
  Path volumes() {
    return folder.resolve("volumes");
  }

  /** What is in there can be made anew from the database. */
  Path logIndex() {
    return folder.resolve("log-index");
  }

  /** On the same file system as the code, which is linked from there. */
  Path sandbox() {
    return folder.resolve("sandbox");
  }

  /** The admin's token, made at the first start. */
  String adminToken(Supplier<String> secrets) throws StartException {
    Path file = folder.resolve(LocalServer.TOKEN_FILE);
    String token = kept("token", file, secrets);
    if (token.isEmpty()) {
      throw new StartException(
          "The token file " + file + " is empty: delete it to get a new token.", null);
    }
    return token;
  }

  /** The keys that seal secrets, made at the first start; the file can be given more of them. */
  SecretKeys secretKeys(Supplier<String> secrets) throws StartException {
    Path file = folder.resolve(SECRET_KEYS_FILE);
    String text = kept("key", file, secrets);
    try {
      if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
        throw new StartException(
            "The key file " + file + " must be its owner's only: chmod 600 " + file + ".", null);
      }
      SecretKeys keys = SecretKeys.parse(text);
      if (keys.keys().isEmpty()) {
        throw new StartException(
            "The key file " + file + " is empty: put the key back that sealed the secrets.", null);
      }
      return keys;
    } catch (IOException e) {
      throw new StartException("The key file " + file + " cannot be read: " + e + ".", e);
    } catch (IllegalArgumentException e) {
      throw new StartException(
          "The key file " + file + " has a key that is none: " + e.getMessage() + ".", e);
    }
  }

  /** What a file says that is written at the first start, for its owner only. */
  private static String kept(String what, Path file, Supplier<String> secrets)
      throws StartException {
    try {
      write(file, secrets.get() + "\n");
    } catch (FileAlreadyExistsException e) {
      // It is read like one that was made just now.
    } catch (IOException e) {
      throw new StartException(
          "The " + what + " file " + file + " cannot be written: " + e + ".", e);
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new StartException("The " + what + " file " + file + " cannot be read: " + e + ".", e);
    }
  }

  /** Tells clients on this machine where the server is; they see the old note or all of this. */
  void announce(URI url, URI gateway, long pid) throws StartException {
    Path file = folder.resolve(LocalServer.SERVER_FILE);
    Path incoming = folder.resolve(LocalServer.SERVER_FILE + ".new");
    // Addresses and numbers need no escaping.
    String note = "{\"url\":\"" + url + "\",\"gateway\":\"" + gateway + "\",\"pid\":" + pid + "}\n";
    try {
      Files.deleteIfExists(incoming);
      write(incoming, note);
      Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartException("The file " + file + " cannot be written: " + e + ".", e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PRIVATE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  /** Takes the note back. */
  void retract() throws IOException {
    Files.deleteIfExists(folder.resolve(LocalServer.SERVER_FILE));
  }

  /** Lets another server have the directory. */
  @Override
  public void close() throws IOException {
    lockChannel.close();
  }
}
