package dev.sluice.store.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.CodeSource;
import dev.sluice.core.Digests;
import dev.sluice.core.code.ImageConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Packs a stored image as an OCI image layout of one layer. The same image gives the same bytes,
 * and they unpack to the same digest. Not thread-safe.
 */
final class ImageTar {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "application/vnd.oci.image.";

  private final Path tree;
  private final String digest;
  private final String architecture;

  /**
   * Packs a tree that {@link ImageWriter} has written.
   *
   * @param machine as in the system property {@code os.arch}
   */
  ImageTar(Path tree, String digest, String machine) {
    this.tree = tree;
    this.digest = digest;
    this.architecture = ImageChoice.architecture(machine);
  }

  void write(OutputStream out) throws IOException {
    // Once for its digest and size, which stand before it.
    MessageDigest sha = Digests.sha256();
    Counting counted = new Counting();
    try (DigestOutputStream digested = new DigestOutputStream(counted, sha)) {
      layer(digested);
    }
    String layer = HexFormat.of().formatHex(sha.digest());
    byte[] config = config(layer);
    byte[] manifest =
        JSON.writeValueAsBytes(
            JSON.createObjectNode()
                .put("schemaVersion", 2)
                .put("mediaType", TYPE + "manifest.v1+json")
                .<ObjectNode>set("config", descriptor("config.v1+json", config))
                .set(
                    "layers",
                    JSON.createArrayNode().add(descriptor("layer.v1.tar", layer, counted.bytes))));
    byte[] index =
        JSON.writeValueAsBytes(
            JSON.createObjectNode()
                .put("schemaVersion", 2)
                .set("manifests", JSON.createArrayNode().add(marked(manifest))));
    try (TarArchiveOutputStream tar = tar(out)) {
      add(tar, "oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
      add(tar, "index.json", index);
      add(tar, "blobs/sha256/" + hex(manifest), manifest);
      add(tar, "blobs/sha256/" + hex(config), config);
      tar.putArchiveEntry(entry("blobs/sha256/" + layer, counted.bytes));
      layer(tar);
      tar.closeArchiveEntry();
    }
  }

  private byte[] config(String layer) throws IOException {
    ObjectNode config =
        (ObjectNode) JSON.readTree(Files.readAllBytes(tree.resolve(ImageJson.FILE)));
    config.put("architecture", architecture).put("os", "linux");
    JsonNode ids = JSON.createArrayNode().add("sha256:" + layer);
    config.set("rootfs", JSON.createObjectNode().put("type", "layers").set("diff_ids", ids));
    return JSON.writeValueAsBytes(config);
  }

  private JsonNode marked(byte[] manifest) {
    ObjectNode descriptor = descriptor("manifest.v1+json", manifest);
    // By this clients see that the server has the image already.
    descriptor.putObject("annotations").put(CodeSource.Image.DIGEST, digest);
    return descriptor;
  }

  private static ObjectNode descriptor(String type, byte[] content) {
    return descriptor(type, hex(content), content.length);
  }

  private static ObjectNode descriptor(String type, String hex, long bytes) {
    return JSON.createObjectNode()
        .put("mediaType", TYPE + type)
        .put("digest", "sha256:" + hex)
        .put("size", bytes);
  }

  private static String hex(byte[] content) {
    return HexFormat.of().formatHex(Digests.sha256().digest(content));
  }

  private static TarArchiveOutputStream tar(OutputStream out) {
    TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    return tar;
  }

  private static TarArchiveEntry entry(String name, long bytes) {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setModTime(0);
    entry.setMode(0644);
    entry.setSize(bytes);
    return entry;
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    tar.putArchiveEntry(entry(name, content.length));
    tar.write(content);
    tar.closeArchiveEntry();
  }

  /** Writes the layer; the stream that is given stays open. */
  private void layer(OutputStream out) throws IOException {
    Path root = tree.resolve(ImageConfig.ROOT);
    Map<Object, String> names = new HashMap<>();
    TarArchiveOutputStream tar = tar(out);
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root)) {
      paths = walk.filter(path -> !path.equals(root)).sorted().toList();
    }
    for (Path path : paths) {
      add(tar, root.relativize(path).toString(), path, names);
    }
    tar.finish();
    tar.flush();
  }

  private static void add(
      TarArchiveOutputStream tar, String name, Path path, Map<Object, String> names)
      throws IOException {
    BasicFileAttributes is =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    TarArchiveEntry entry;
    if (is.isSymbolicLink()) {
      entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
      entry.setLinkName(Files.readSymbolicLink(path).toString());
    } else if (is.isDirectory()) {
      entry = new TarArchiveEntry(name + "/");
      entry.setMode(0755);
    } else {
      String first = names.putIfAbsent(String.valueOf(is.fileKey()), name);
      entry =
          new TarArchiveEntry(name, first == null ? TarConstants.LF_NORMAL : TarConstants.LF_LINK);
      entry.setMode(Files.getPosixFilePermissions(path).equals(Disk.EXECUTABLE) ? 0755 : 0644);
      entry.setLinkName(first == null ? "" : first);
      entry.setSize(first == null ? is.size() : 0);
    }
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    if (is.isRegularFile() && entry.getLinkName().isEmpty()) {
      Files.copy(path, tar);
    }
    tar.closeArchiveEntry();
  }

  /** Counts what it swallows. */
  private static final class Counting extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
      bytes += length;
    }
  }
}
