package dev.sluice.manifest.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.CodeSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The digests by which a server may name an image that is in an archive: those of the manifests in
 * it, since which of them fits is the server's business, and what a server has written beside them.
 */
final class ImageDigests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INDEX = "index.json";
  private static final String BLOBS = "blobs/sha256/";
  private static final int MAX_JSON = 1 << 20;

  private final Map<String, byte[]> small = new HashMap<>();
  private final Set<String> digests = new HashSet<>();

  private ImageDigests() {}

  /**
   * Those of an archive.
   *
   * @throws CodeException when it is no image
   */
  static Set<String> of(Path archive, String label) throws IOException {
    ImageDigests digests = new ImageDigests();
    try (InputStream in = open(archive);
        TarArchiveInputStream tar = new TarArchiveInputStream(in, "UTF-8")) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = entry.getName().replaceFirst("^(\\./)+", "");
        if (entry.isFile()
            && entry.getSize() <= MAX_JSON
            && (name.equals(INDEX) || name.startsWith(BLOBS))) {
          digests.small.put(name, tar.readAllBytes());
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new CodeException(label + " cannot be read as an image: " + e.getMessage());
    }
    byte[] index = digests.small.remove(INDEX);
    if (index == null) {
      throw new CodeException(label + " is no OCI image layout: it has no " + INDEX);
    }
    digests.add(index);
    return digests.digests;
  }

  private static InputStream open(Path archive) throws IOException {
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(archive));
    in.mark(2);
    boolean packed = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return packed ? new GZIPInputStream(in) : in;
  }

  private void add(byte[] index) throws IOException {
    JsonNode json;
    try {
      json = JSON.readTree(index);
    } catch (JsonProcessingException e) {
      return;
    }
    for (JsonNode each : json.path("manifests")) {
      String digest = each.path("digest").asText();
      digests.add(digest);
      if (each.path("annotations").has(CodeSource.Image.DIGEST)) {
        digests.add(each.path("annotations").path(CodeSource.Image.DIGEST).asText());
      }
      // Each once, so that no circle of them is followed.
      byte[] below = small.remove(BLOBS + digest.replaceFirst("^sha256:", ""));
      if (below != null) {
        add(below);
      }
    }
  }
}
