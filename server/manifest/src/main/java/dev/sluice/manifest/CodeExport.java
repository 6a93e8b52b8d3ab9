package dev.sluice.manifest;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.code.CodeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts code into a manifest: text as it is, an archive as a file beside it, and what is fetched by
 * where that is.
 *
 * @param folder where the manifest is written; null when that is standard output, which has no room
 *     for archives
 */
record CodeExport(SluiceClient client, @Nullable Path folder) {

  /** What the key {@code code} has. */
  Object of(FunctionInfo function) throws IOException {
    Map<String, Object> remote = RemoteEntry.fields(function.code());
    if (remote != null) {
      return remote;
    }
    CodeSource code = client.code(function.name(), "latest");
    String text = code.inline();
    CodeSource.Image image = code.image();
    byte[] archive = image == null ? code.zip() : image.tar();
    if (text != null) {
      return text;
    }
    if (archive == null) {
      throw new CodeException(
          "the code of " + function.name() + " is of a kind that this sluice does not know");
    }
    if (folder == null) {
      throw new CodeException(
          "the code of "
              + function.name()
              + " is an archive; give --dir DIR to write it beside the manifest");
    }
    String name = function.name() + (image == null ? ".zip" : ".tar");
    Files.write(folder.resolve(name), archive, StandardOpenOption.CREATE_NEW);
    Map<String, Object> path = Map.of("path", name);
    return image == null ? path : Map.of("image", path);
  }
}
