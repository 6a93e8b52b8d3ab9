package dev.sluice.manifest.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The digest that the server gives to an archive's tree: {@code sha256:} and hex digits over kinds,
 * paths, executable bits, contents and targets of links. Nothing is unpacked. Archives that the
 * server would refuse have a digest too, which then belongs to nothing there.
 */
final class TreeDigest {
  private static final int TYPE_MASK = 0170000;
  private static final int EXECUTE_MASK = 0111;

  private TreeDigest() {}

  /**
   * The digest.
   *
   * @param label what people call the archive
   * @throws CodeException when it is no archive
   */
  static String of(Path archive, String label) throws IOException {
    SortedMap<String, List<String>> nodes = new TreeMap<>();
    try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        String path = path(entry.getName());
        if (!path.isEmpty()) {
          foldersAbove(path, nodes);
          nodes.put(path, node(zip, entry, path));
        }
      }
    } catch (ZipException e) {
      throw new CodeException(label + " is not a readable zip archive");
    }
    MessageDigest sha = sha256();
    for (List<String> node : nodes.values()) {
      for (String text : node) {
        sha.update(text.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
      }
    }
    return "sha256:" + hex(sha);
  }

  private static void foldersAbove(String path, SortedMap<String, List<String>> nodes) {
    for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
      String above = path.substring(0, i);
      nodes.putIfAbsent(above, List.of("folder", above, ""));
    }
  }

  private static List<String> node(ZipFile zip, ZipArchiveEntry entry, String path)
      throws IOException {
    int type = entry.getUnixMode() & TYPE_MASK;
    if (type == UnixStat.LINK_FLAG) {
      try (InputStream target = zip.getInputStream(entry)) {
        return List.of("link", path, new String(target.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    if (type == UnixStat.DIR_FLAG || entry.isDirectory()) {
      return List.of("folder", path, "");
    }
    boolean executable = (entry.getUnixMode() & EXECUTE_MASK) != 0;
    MessageDigest sha = sha256();
    try (InputStream content = zip.getInputStream(entry);
        OutputStream digesting = new DigestOutputStream(OutputStream.nullOutputStream(), sha)) {
      content.transferTo(digesting);
    }
    return List.of(executable ? "executable" : "file", path, hex(sha));
  }

  private static String path(String name) {
    return Stream.of(name.split("/", -1))
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .collect(Collectors.joining("/"));
  }

  private static String hex(MessageDigest sha) {
    return HexFormat.of().formatHex(sha.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
