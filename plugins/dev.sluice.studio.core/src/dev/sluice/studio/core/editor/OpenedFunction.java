package dev.sluice.studio.core.editor;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionInfo;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function with its code, as read from the server.
 *
 * @param code the text of the source file; null when the code is an archive
 * @param files paths in the archive; empty when the code is text
 */
record OpenedFunction(FunctionInfo info, @Nullable String code, List<String> files) {

  static OpenedFunction read(SluiceClient client, String name) throws IOException {
    FunctionInfo info = client.function(name);
    // It may be large, and there is nothing of it to edit here.
    if (info.code().kind().equals("image")) {
      return new OpenedFunction(info, null, List.of());
    }
    CodeSource source = client.code(name, "latest");
    if (source.inline() != null) {
      return new OpenedFunction(info, source.inline(), List.of());
    }
    byte[] zip = source.zip();
    return new OpenedFunction(info, null, zip == null ? List.of() : ZipListing.of(zip));
  }

  FunctionDraft draft() {
    return FunctionDraft.of(info, code);
  }
}
