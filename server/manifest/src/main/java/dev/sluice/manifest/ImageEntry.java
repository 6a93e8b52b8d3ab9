package dev.sluice.manifest;

import dev.sluice.api.CodeSource;
import dev.sluice.manifest.yaml.Section;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest says of an image; exactly one is given.
 *
 * @param path of a tar archive, or of a layout's folder, which is handed in
 * @param serverPath of such a thing on the server
 */
record ImageEntry(@Nullable String path, @Nullable String serverPath) {

  static ImageEntry read(Section section) {
    ImageEntry image = new ImageEntry(section.text("path"), section.text("serverPath"));
    section.finish();
    if ((image.path() == null) == (image.serverPath() == null)) {
      section.problem(section.place(), "an image needs either a 'path' or a 'serverPath'");
    }
    return image;
  }

  /** Where the server finds it; null for one that is handed in. */
  @Nullable CodeSource remote() {
    return serverPath == null ? null : CodeSource.ofImage(new CodeSource.Image(null, serverPath));
  }
}
