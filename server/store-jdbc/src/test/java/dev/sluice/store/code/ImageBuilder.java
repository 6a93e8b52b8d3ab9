package dev.sluice.store.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Builds OCI image layouts; what is in {@link #files} can be spoilt before it is packed. */
final class ImageBuilder {
  static final ObjectMapper JSON = new ObjectMapper();

  final Map<String, byte[]> files = new LinkedHashMap<>();
  final ObjectNode config = JSON.createObjectNode();
  private final ArrayNode layers = JSON.createArrayNode();
  private String architecture = ImageChoice.architecture(System.getProperty("os.arch"));

  /** One whose program is a script at this path. */
  static ImageBuilder running(String... entrypoint) {
    ImageBuilder image = new ImageBuilder();
    for (String word : entrypoint) {
      image.config.withArray("Entrypoint").add(word);
    }
    return image;
  }

  ImageBuilder layer(byte[] content) {
    layers.add(blob("layer.v1.tar+gzip", content));
    return this;
  }

  ImageBuilder architecture(String other) {
    architecture = other;
    return this;
  }

  /** Adds a blob, and describes it. */
  ObjectNode blob(String type, byte[] content) {
    String hex = HexFormat.of().formatHex(Digests.sha256().digest(content));
    files.put("blobs/sha256/" + hex, content);
    return JSON.createObjectNode()
        .put("mediaType", "application/vnd.oci.image." + type)
        .put("digest", "sha256:" + hex)
        .put("size", content.length);
  }

  /** Adds the manifest, and describes it. */
  ObjectNode manifest() throws IOException {
    ObjectNode about = JSON.createObjectNode().put("architecture", architecture).put("os", "linux");
    about.set("config", config);
    ObjectNode manifest = JSON.createObjectNode().put("schemaVersion", 2);
    manifest.set("config", blob("config.v1+json", JSON.writeValueAsBytes(about)));
    manifest.set("layers", layers);
    return blob("manifest.v1+json", JSON.writeValueAsBytes(manifest));
  }

  /** Ends it with an index of these manifests. */
  ImageBuilder index(JsonNode... manifests) throws IOException {
    files.put("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
    files.put("index.json", JSON.writeValueAsBytes(indexOf(manifests)));
    return this;
  }

  static ObjectNode indexOf(JsonNode... manifests) {
    ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2);
    for (JsonNode manifest : manifests) {
      index.withArray("manifests").add(manifest);
    }
    return index;
  }

  /** Its archive; with an index of the one manifest if none was made. */
  byte[] tar() throws IOException {
    if (!files.containsKey("index.json")) {
      index(manifest());
    }
    return packed();
  }

  /** An archive of the files as they are. */
  byte[] packed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** The layout as a folder. */
  void write(Path folder) throws IOException {
    tar();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }
}
