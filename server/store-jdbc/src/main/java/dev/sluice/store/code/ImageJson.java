package dev.sluice.store.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.core.code.ImageConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How an image wants to be run: read from its own config, and kept beside its root. */
final class ImageJson {
  /** Beside the root. */
  static final String FILE = "image.json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_WORDS = 1_000;

  private ImageJson() {}

  /** As the image's config says it. */
  static ImageConfig of(JsonNode json) {
    JsonNode config = json.path("config");
    Map<String, String> environment = new LinkedHashMap<>();
    for (String line : words(config, "Env")) {
      int sign = line.indexOf('=');
      if (sign > 0) {
        environment.put(line.substring(0, sign), line.substring(sign + 1));
      }
    }
    String folder = config.path("WorkingDir").asText("");
    if (folder.indexOf('\0') >= 0 || (!folder.isEmpty() && !folder.startsWith("/"))) {
      throw ImageRefusal.invalid("The image's WorkingDir is no absolute path.");
    }
    return new ImageConfig(
        words(config, "Entrypoint"),
        words(config, "Cmd"),
        environment,
        folder.isEmpty() ? "/" : folder);
  }

  private static List<String> words(JsonNode config, String field) {
    List<String> words = new ArrayList<>();
    for (JsonNode word : config.path(field)) {
      if (!word.isTextual() || word.asText().indexOf('\0') >= 0 || words.size() >= MAX_WORDS) {
        throw ImageRefusal.invalid("The image's " + field + " is no list of texts.");
      }
      words.add(word.asText());
    }
    return words;
  }

  /** The same config always as the same bytes, as an image's config has it. */
  static byte[] write(ImageConfig is) throws IOException {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("Entrypoint", is.entrypoint());
    config.put("Cmd", is.command());
    config.put(
        "Env",
        is.environment().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    config.put("WorkingDir", is.folder());
    return JSON.writeValueAsBytes(Map.of("config", config));
  }

  static ImageConfig read(Path tree) throws IOException {
    return of(JSON.readTree(Files.readAllBytes(tree.resolve(FILE))));
  }
}
