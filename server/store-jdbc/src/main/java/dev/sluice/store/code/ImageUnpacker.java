package dev.sluice.store.code;

import dev.sluice.core.code.ImageConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Unpacks the one image of a layout that fits this machine. Not thread-safe. */
final class ImageUnpacker {
  /** Where programs are looked for when an image does not say. */
  private static final String USUAL_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final ImageFiles layout;
  private final CodeLimits limits;
  private final String machine;

  /**
   * For this machine.
   *
   * @param machine as in the system property {@code os.arch}
   */
  ImageUnpacker(ImageFiles layout, CodeLimits limits, String machine) {
    this.layout = layout;
    this.limits = limits;
    this.machine = machine;
  }

  /**
   * What was unpacked.
   *
   * @param digest of the result
   * @param image the digest of the image's manifest
   */
  record Unpacked(String digest, long bytes, String image) {}

  /**
   * Unpacks it.
   *
   * @param target an empty folder
   * @throws dev.sluice.core.SluiceException when the image is refused
   * @throws IOException when the disk fails
   */
  Unpacked unpack(Path target) throws IOException {
    ImageBlobs blobs = new ImageBlobs(layout);
    ImageChoice.Found image = new ImageChoice(blobs, machine).find();
    ImageConfig config = ImageJson.of(image.config());
    ImageTree tree = new ImageTree(limits.entries());
    Path contents = Files.createDirectory(target.resolve("contents"));
    ImageLayers layers = new ImageLayers(tree, contents, limits, layout.bytes());
    for (String digest : image.layers()) {
      try (ImageBlobs.Blob blob = blobs.open(digest)) {
        layers.apply(blob, digest);
      }
    }
    requireProgram(tree, config);
    ImageWriter writer = new ImageWriter(target, contents);
    String digest = writer.write(tree, config);
    return new Unpacked(digest, writer.bytes(), image.digest());
  }

  private static void requireProgram(ImageTree tree, ImageConfig config) {
    List<String> words = config.entrypoint().isEmpty() ? config.command() : config.entrypoint();
    if (words.isEmpty()) {
      throw ImageRefusal.invalid(
          "The image has neither Entrypoint nor Cmd: nothing says what runs.");
    }
    if (!(tree.at(config.folder()) instanceof ImageTree.Folder)
        && !config.folder().equals("/tmp")) {
      throw ImageRefusal.invalid(
          "The image's WorkingDir " + Refusal.quote(config.folder()) + " is no folder of it.");
    }
    String program = words.get(0);
    if (program.contains("/")) {
      String path = program.startsWith("/") ? program : config.folder() + "/" + program;
      requireExecutable(program, tree.at(path));
      return;
    }
    String search = config.environment().getOrDefault("PATH", USUAL_PATH);
    for (String folder : search.split(":", -1)) {
      if (tree.at(folder + "/" + program) instanceof ImageTree.File file
          && file.content().executable()) {
        return;
      }
    }
    throw ImageRefusal.invalid(
        "The image's program "
            + Refusal.quote(program)
            + " is in no folder of its PATH, "
            + search
            + ".");
  }

  private static void requireExecutable(String program, ImageTree.@Nullable Node node) {
    if (!(node instanceof ImageTree.File file)) {
      throw ImageRefusal.invalid(
          "The image's program " + Refusal.quote(program) + " is not there, or no file.");
    }
    if (!file.content().executable()) {
      throw ImageRefusal.invalid(
          "The image's program " + Refusal.quote(program) + " is not executable.");
    }
  }
}
