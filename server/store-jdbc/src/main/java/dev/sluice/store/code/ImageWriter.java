package dev.sluice.store.code;

import dev.sluice.core.Digests;
import dev.sluice.core.code.ImageConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Writes an image into an empty folder: its root in {@code root}, how it wants to be run beside it.
 * Every folder that something is written in was made here, and links are made last. Then all is
 * read-only and synced. Not thread-safe.
 */
final class ImageWriter {
  private final Path folder;
  private final Path contents;
  private final Path root;
  private final Map<Path, Path> placed = new HashMap<>();
  private final List<Path> files = new ArrayList<>();
  private final MessageDigest sha = Digests.sha256();
  private long bytes;

  ImageWriter(Path folder, Path contents) {
    this.folder = folder;
    this.contents = contents;
    this.root = folder.resolve(ImageConfig.ROOT);
  }

  /**
   * Writes all of it; contents are moved.
   *
   * @return the digest of the result
   */
  String write(ImageTree tree, ImageConfig config) throws IOException {
    byte[] about = ImageJson.write(config);
    Path file = folder.resolve(ImageJson.FILE);
    Files.write(file, about);
    Files.setPosixFilePermissions(file, Disk.READ_ONLY);
    files.add(file);
    add("about", new String(about, StandardCharsets.UTF_8));
    List<Path> folders = new ArrayList<>(List.of(folder, root));
    Files.createDirectory(root);
    Map<Path, String> links = new HashMap<>();
    tree.nodes()
        .forEach(
            (path, node) -> {
              if (node instanceof ImageTree.File is) {
                add(is.content().executable() ? "executable" : "file", path, is.content().sha256());
              } else if (node instanceof ImageTree.Link is) {
                add("link", path, is.target());
              } else {
                add("folder", path, "");
              }
            });
    for (Map.Entry<String, ImageTree.Node> entry : tree.nodes().entrySet()) {
      Path path = resolve(entry.getKey());
      if (entry.getValue() instanceof ImageTree.File is) {
        place(path, is.content());
      } else if (entry.getValue() instanceof ImageTree.Link is) {
        links.put(path, is.target());
      } else {
        Files.createDirectory(path);
        folders.add(path);
      }
    }
    for (Map.Entry<Path, String> link : links.entrySet()) {
      Files.createSymbolicLink(link.getKey(), target(link.getValue()));
    }
    // As long as the folder can be written: what later layers took away is in it.
    Disk.delete(contents);
    for (Path each : files) {
      Disk.sync(each);
    }
    Collections.reverse(folders);
    for (Path each : folders) {
      Files.setPosixFilePermissions(each, Disk.EXECUTABLE);
      Disk.sync(each);
    }
    return "sha256:" + HexFormat.of().formatHex(sha.digest());
  }

  /** Bytes of all that was written; what has several names counts once. */
  long bytes() {
    return bytes;
  }

  private void place(Path path, ImageTree.Content content) throws IOException {
    Path there = placed.putIfAbsent(content.at(), path);
    if (there != null) {
      Files.createLink(/* link= */ path, /* existing= */ there);
      return;
    }
    Files.move(content.at(), path);
    Files.setPosixFilePermissions(path, content.executable() ? Disk.EXECUTABLE : Disk.READ_ONLY);
    files.add(path);
    bytes += content.bytes();
  }

  private Path resolve(String path) {
    try {
      return root.resolve(path);
    } catch (InvalidPathException e) {
      throw unspeakable(path, e);
    }
  }

  private static Path target(String target) {
    try {
      return Path.of(target);
    } catch (InvalidPathException e) {
      throw unspeakable(target, e);
    }
  }

  private static RuntimeException unspeakable(String path, InvalidPathException e) {
    return ImageRefusal.invalid(
        "The path "
            + Refusal.quote(path)
            + " of the image cannot be expressed in this server's locale (it needs UTF-8).",
        e);
  }

  /** No text has a NUL, so that no two lists of texts give the same bytes. */
  private void add(String... texts) {
    for (String text : texts) {
      sha.update(text.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
    }
  }
}
