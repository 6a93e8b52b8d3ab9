package dev.sluice.e2e.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Images whose root has the host's bash with its libraries, a program that answers each event by
 * running it as a command, and nothing else of the host.
 */
public final class Images {
  /** What its {@code /etc/os-release} says. */
  public static final String ID = "ID=inside";

  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");
  private static final String TYPE = "application/vnd.oci.image.";

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final String digest;

  /**
   * One with this part of a config, as {@code "Cmd":["/app/serve"]}.
   *
   * @param word stands in the file {@code /app/word}
   */
  public Images(String config, String word) throws Exception {
    byte[] base = layer(Images::base);
    byte[] top = layer(tar -> file(tar, "app/word", 0644, word.getBytes(StandardCharsets.UTF_8)));
    String machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    String about =
        "{\"architecture\":\"" + machine + "\",\"os\":\"linux\",\"config\":{" + config + "}}";
    String manifest =
        "{\"schemaVersion\":2,\"config\":"
            + blob("config.v1+json", about.getBytes(StandardCharsets.UTF_8))
            + ",\"layers\":["
            + blob("layer.v1.tar+gzip", base)
            + ","
            + blob("layer.v1.tar+gzip", top)
            + "]}";
    String descriptor = blob("manifest.v1+json", manifest.getBytes(StandardCharsets.UTF_8));
    digest = sha256(manifest.getBytes(StandardCharsets.UTF_8));
    put("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
    put("index.json", "{\"schemaVersion\":2,\"manifests\":[" + descriptor + "]}");
  }

  /** One that runs its program. */
  public static Images serving(String word) throws Exception {
    return new Images(
        "\"Entrypoint\":[\"/app/serve\"],\"Cmd\":[\"own\"],\"Env\":[\"FROM=image\"],"
            + "\"WorkingDir\":\"/app\",\"User\":\"root\"",
        word);
  }

  /** The digest of its manifest. */
  public String digest() {
    return "sha256:" + digest;
  }

  /** The archive of its layout. */
  public byte[] tar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        file(tar, each.getKey(), 0644, each.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /** Its layout as a folder. */
  public Path write(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> each : files.entrySet()) {
      Path path = folder.resolve(each.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, each.getValue());
    }
    return folder;
  }

  private void put(String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private String blob(String type, byte[] content) throws Exception {
    String hex = sha256(content);
    files.put("blobs/sha256/" + hex, content);
    return "{\"mediaType\":\""
        + TYPE
        + type
        + "\",\"digest\":\"sha256:"
        + hex
        + "\",\"size\":"
        + content.length
        + "}";
  }

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  /** Fills a layer. */
  private interface Filling {
    void fill(TarArchiveOutputStream tar) throws IOException;
  }

  private static byte[] layer(Filling filling) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packed = new GZIPOutputStream(bytes);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(packed, "UTF-8")) {
      filling.fill(tar);
    }
    return bytes.toByteArray();
  }

  private static void base(TarArchiveOutputStream tar) throws IOException {
    file(tar, "bin/bash", 0755, Files.readAllBytes(Path.of("/usr/bin/bash")));
    Process ldd = new ProcessBuilder("ldd", "/usr/bin/bash").start();
    Matcher library =
        LIBRARY.matcher(new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    while (library.find()) {
      String path = library.group(1);
      file(tar, path.substring(1), 0755, Files.readAllBytes(Path.of(path)));
    }
    TarArchiveEntry link = new TarArchiveEntry("shell", TarConstants.LF_SYMLINK);
    link.setLinkName("/bin/bash");
    tar.putArchiveEntry(link);
    tar.closeArchiveEntry();
    file(tar, "etc/os-release", 0644, (ID + "\n").getBytes(StandardCharsets.UTF_8));
    try (InputStream serve =
        Objects.requireNonNull(Images.class.getResourceAsStream("/dev/sluice/e2e/image/serve"))) {
      file(tar, "app/serve", 0755, serve.readAllBytes());
    }
  }

  private static void file(TarArchiveOutputStream tar, String name, int mode, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode(mode);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
