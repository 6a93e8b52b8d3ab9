package dev.sluice.store.code;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Finds the one image in a layout that is made for this machine. Not thread-safe. */
final class ImageChoice {
  private static final int MAX_DEPTH = 4;
  private static final int MAX_INDEXES = 64;

  private final ImageBlobs blobs;
  private final String architecture;

  /** Images for other machines that were seen, for the message. */
  private final TreeSet<String> others = new TreeSet<>();

  /** Those that fit, by the digest of their manifest: the same image may have several names. */
  private final Map<String, Found> fit = new LinkedHashMap<>();

  private int indexes;

  /**
   * For this machine.
   *
   * @param machine as in the system property {@code os.arch}
   */
  ImageChoice(ImageBlobs blobs, String machine) {
    this.blobs = blobs;
    this.architecture = architecture(machine);
  }

  /** What images call a machine. */
  static String architecture(String machine) {
    return switch (machine.toLowerCase(Locale.ROOT)) {
      case "x86_64", "amd64" -> "amd64";
      case "aarch64", "arm64" -> "arm64";
      default -> machine;
    };
  }

  /**
   * An image.
   *
   * @param digest of its manifest
   */
  record Found(String digest, JsonNode config, List<String> layers) {}

  /**
   * The image for this machine.
   *
   * @throws dev.sluice.core.SluiceException {@code INVALID_IMAGE} for what is no layout or has
   *     several images, {@code IMAGE_UNSUPPORTED} where none is for this machine
   */
  Found find() throws IOException {
    JsonNode mark = blobs.file("oci-layout");
    if (!mark.path("imageLayoutVersion").asText().startsWith("1.")) {
      throw ImageRefusal.invalid("The file 'oci-layout' names no version that is known here.");
    }
    index(blobs.file("index.json"), 0);
    if (fit.isEmpty()) {
      throw ImageRefusal.unsupported(
          others.isEmpty()
              ? "The layout has no image."
              : "The image is for " + String.join(", ", others) + ", and not for this machine.",
          "Build it for linux/" + architecture + ", as by 'docker build --platform'.");
    }
    if (fit.size() > 1) {
      throw ImageRefusal.invalid(
          "The layout has " + fit.size() + " images for this machine, and one is wanted.");
    }
    return fit.values().iterator().next();
  }

  private void index(JsonNode index, int depth) throws IOException {
    if (depth > MAX_DEPTH || ++indexes > MAX_INDEXES) {
      throw ImageRefusal.invalid("The layout has too many indexes, or they are in each other.");
    }
    for (JsonNode descriptor : index.path("manifests")) {
      JsonNode platform = descriptor.path("platform");
      if (platform.isObject() && !fits(platform)) {
        continue;
      }
      String digest = descriptor.path("digest").asText();
      JsonNode json = blobs.json(digest);
      if (json.path("manifests").isArray()) {
        index(json, depth + 1);
      } else {
        manifest(digest, json);
      }
    }
  }

  private boolean fits(JsonNode platform) {
    String os = platform.path("os").asText();
    String machine = platform.path("architecture").asText();
    if (os.equals("linux") && machine.equals(architecture)) {
      return true;
    }
    // Attestations beside images are of no machine.
    if (!os.equals("unknown")) {
      others.add(Refusal.quote(os + "/" + machine));
    }
    return false;
  }

  private void manifest(String digest, JsonNode manifest) throws IOException {
    if (!manifest.path("config").isObject() || !manifest.path("layers").isArray()) {
      throw ImageRefusal.invalid("The manifest " + digest + " has no config or no layers.");
    }
    JsonNode config = blobs.json(manifest.path("config").path("digest").asText());
    if (!fits(config)) {
      return;
    }
    List<String> layers = new ArrayList<>();
    for (JsonNode layer : manifest.path("layers")) {
      if (layer.path("mediaType").asText().contains("encrypted")) {
        throw ImageRefusal.unsupported(
            "A layer of the image is encrypted.", "Decrypt the image before it is handed in.");
      }
      layers.add(layer.path("digest").asText());
    }
    fit.put(digest, new Found(digest, config, layers));
  }
}
