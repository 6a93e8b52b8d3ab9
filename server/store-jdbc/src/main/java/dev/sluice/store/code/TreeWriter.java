package dev.sluice.store.code;

import dev.sluice.core.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Writes a tree into an empty folder. Links come last, so that no write ever follows one; then all
 * is made read-only and synced. Not thread-safe.
 */
final class TreeWriter {
  private final Path root;
  private final CodeLimits limits;
  private final Layout layout;

  TreeWriter(Path root, CodeLimits limits) {
    this.root = root;
    this.limits = limits;
    this.layout = new Layout(limits.entries());
  }

  /** Hands out the content of a file piece by piece. */
  @FunctionalInterface
  interface Content {
    /**
     * Writes all of it.
     *
     * @throws dev.sluice.core.SluiceException when the content itself is refused
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Adds a folder; the archive's own one is there already. */
  void folder(String name) throws IOException {
    String path = EntryPath.parse(name, limits.pathBytes());
    if (!path.isEmpty()) {
      layout.requireFree(path, true);
      layout.add(path, new Node.Folder(true));
      Files.createDirectories(resolve(path));
    }
  }

  /** Adds a file. */
  void file(String name, boolean executable, Content content) throws IOException {
    String path = free(name);
    Path file = resolve(path);
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    MessageDigest sha = Digests.sha256();
    long bytes;
    try (OutputStream raw =
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Hashing out = new Hashing(raw, sha)) {
      content.writeTo(out);
      bytes = out.bytes;
    }
    layout.add(path, new Node.File(executable, HexFormat.of().formatHex(sha.digest()), bytes));
  }

  /** Adds a link, made by {@link #finish}. */
  void link(String name, String target) {
    String path = free(name);
    if (target.isEmpty() || target.indexOf('\0') >= 0) {
      throw Refusal.invalidEntry(name, "is a link without a target", null);
    }
    if (target.startsWith("/")) {
      throw Refusal.unsafe(name, "is a link to an absolute path");
    }
    if (target.length() > limits.pathBytes()) {
      throw Refusal.invalidEntry(name, "is a link with a target that is too long", null);
    }
    layout.add(path, new Node.Link(target));
  }

  private String free(String name) {
    String path = EntryPath.parse(name, limits.pathBytes());
    if (path.isEmpty()) {
      throw Refusal.invalidEntry(name, "has no name", null);
    }
    layout.requireFree(path, false);
    return path;
  }

  private Path resolve(String path) {
    try {
      return root.resolve(path);
    } catch (InvalidPathException e) {
      // The JVM's file name encoding comes from the locale of the server's environment.
      throw Refusal.invalidEntry(
          path, "has a name that this server's locale cannot express (it needs UTF-8)", e);
    }
  }

  /** Makes the links, then makes all read-only and brings it onto the disk, folders last. */
  Layout finish() throws IOException {
    layout.requireLinksInside();
    List<Path> folders = new ArrayList<>(List.of(root));
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, Node> entry : layout.nodes().entrySet()) {
      Path path = resolve(entry.getKey());
      if (entry.getValue() instanceof Node.File file) {
        Files.setPosixFilePermissions(path, file.executable() ? Disk.EXECUTABLE : Disk.READ_ONLY);
        files.add(path);
      } else if (entry.getValue() instanceof Node.Link link) {
        Path folder = path.getParent();
        if (folder != null) {
          Files.createDirectories(folder);
        }
        Files.createSymbolicLink(path, target(link));
      } else {
        Files.createDirectories(path);
        folders.add(path);
      }
    }
    for (Path file : files) {
      Disk.sync(file);
    }
    Collections.reverse(folders);
    for (Path folder : folders) {
      Files.setPosixFilePermissions(folder, Disk.EXECUTABLE);
      Disk.sync(folder);
    }
    return layout;
  }

  private static Path target(Node.Link link) {
    try {
      return Path.of(link.target());
    } catch (InvalidPathException e) {
      throw Refusal.invalid("A link's target cannot be expressed in this server's locale.", e);
    }
  }

  /** Counts and digests what passes. */
  private static final class Hashing extends OutputStream {
    private final OutputStream out;
    private final MessageDigest sha;
    private long bytes;

    Hashing(OutputStream out, MessageDigest sha) {
      this.out = out;
      this.sha = sha;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      out.write(buffer, offset, length);
      sha.update(buffer, offset, length);
      bytes += length;
    }
  }
}
