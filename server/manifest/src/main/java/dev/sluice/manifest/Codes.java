package dev.sluice.manifest;

import dev.sluice.api.CodeSource;
import dev.sluice.manifest.code.CodeUpload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The code of a plan's functions, read once: what was compared is what is sent. Not thread-safe.
 */
public final class Codes implements AutoCloseable {
  private final List<CodeUpload> open = new ArrayList<>();

  /**
   * Reads code.
   *
   * @throws dev.sluice.manifest.code.CodeException when it is no code
   */
  public CodeUpload read(CodeEntry entry) throws IOException {
    Path path = entry.path();
    String inline = entry.inline();
    CodeSource remote = entry.remote();
    if (remote != null) {
      return CodeUpload.remote(remote);
    }
    CodeUpload code =
        path == null
            ? CodeUpload.inline("the text", inline == null ? "" : inline)
            : entry.image()
                ? CodeUpload.image(path.toString())
                : CodeUpload.read(path.toString(), InputStream.nullInputStream());
    open.add(code);
    return code;
  }

  @Override
  public void close() throws IOException {
    for (CodeUpload code : open) {
      code.close();
    }
  }
}
