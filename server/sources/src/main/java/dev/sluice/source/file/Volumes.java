package dev.sluice.source.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Folders of namespaces. Nothing is followed that is a link. Writes of a namespace come one after
 * the other, so that its limits hold. Thread-safe.
 */
public final class Volumes {
  private static final int MOST_ENTRIES = 10_000;
  private static final long MOST_BYTES = 1L << 30;

  private final Path root;
  private final ConcurrentHashMap<String, Object> locks = new ConcurrentHashMap<>();

  /** Keeps them in this folder, which is made when it is needed. */
  public Volumes(Path root) {
    this.root = root;
  }

  /**
   * All of a file, or one byte more than the limit of it; null where there is none.
   *
   * @param path checked
   */
  byte @Nullable [] read(String namespace, String volume, String path, int limit)
      throws IOException {
    Path file = place(namespace, volume, path);
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException("'" + path + "' is no file.");
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), limit + 1L));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // It goes on.
      }
      byte[] read = new byte[bytes.position()];
      bytes.flip().get(read);
      return read;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /**
   * Writes a file, which others see as it was or as it is, and never in between.
   *
   * @param path checked
   */
  void write(String namespace, String volume, String path, byte[] content) throws IOException {
    synchronized (locks.computeIfAbsent(namespace, name -> new Object())) {
      Path file = place(namespace, volume, path);
      requireRoom(namespace, content.length);
      Path folder = file.resolveSibling("");
      Files.createDirectories(folder);
      Path part = folder.resolve(".part"); // no path has such a name
      try (FileChannel channel =
          FileChannel.open(
              part,
              Set.of(
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS))) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(part);
        throw new IOException("'" + path + "' is a folder.");
      }
      Path unused =
          Files.move(
              part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void requireRoom(String namespace, int more) throws IOException {
    Path all = root.resolve(namespace);
    if (!Files.isDirectory(all)) {
      return;
    }
    long entries = 0;
    long bytes = more;
    try (Stream<Path> each = Files.walk(all)) {
      for (Path path : (Iterable<Path>) each::iterator) {
        entries++;
        bytes += Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : 0;
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (entries >= MOST_ENTRIES || bytes > MOST_BYTES) {
      throw new IOException(
          "The volumes of the namespace are full: at most "
              + MOST_ENTRIES
              + " files and "
              + (MOST_BYTES >> 20)
              + " MiB.");
    }
  }

  /** Where a file is, on a way without links. */
  private Path place(String namespace, String volume, String path) throws IOException {
    Path at = root.resolve(namespace);
    for (String name : (volume + "/" + path).split("/", -1)) {
      if (Files.isSymbolicLink(at)) {
        throw new IOException(
            "The volume '" + volume + "' has a link on the way to '" + path + "'.");
      }
      at = at.resolve(name);
    }
    if (Files.isSymbolicLink(at)) {
      throw new IOException("'" + path + "' of the volume '" + volume + "' is a link.");
    }
    return at;
  }

  /** Deletes all of a namespace that is gone. */
  public void forget(String namespace) {
    synchronized (locks.computeIfAbsent(namespace, name -> new Object())) {
      Path all = root.resolve(namespace);
      if (!Files.isDirectory(all, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      try (Stream<Path> each = Files.walk(all)) {
        for (Path path : each.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("the volumes of " + namespace + " cannot be deleted", e);
      }
    }
  }
}
