package dev.sluice.studio.core.compare;

import dev.sluice.api.FunctionSpec;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.Codes;
import dev.sluice.manifest.FunctionEntry;
import dev.sluice.manifest.Manifest;
import dev.sluice.manifest.ManifestReader;
import dev.sluice.manifest.Planner;
import dev.sluice.manifest.code.CodeException;
import dev.sluice.manifest.code.CodeUpload;
import dev.sluice.manifest.yaml.Problems;
import dev.sluice.studio.core.manifest.ManifestWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a manifest on this machine says of a function. Stateless. */
final class Workspace {
  private Workspace() {}

  /** It cannot be told; the message says why. */
  static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /**
   * Reads the function. Blocks.
   *
   * @throws Unreadable also where the manifest has no such function
   */
  static State read(SluiceClient client, Path manifest, String function) throws IOException {
    Problems problems = new Problems();
    try (Codes codes = new Codes()) {
      Manifest read =
          new ManifestReader(problems)
              .add(manifest.toString(), InputStream.nullInputStream())
              .manifest();
      Optional<FunctionEntry> entry =
          read.functions().stream().filter(each -> each.name().equals(function)).findFirst();
      if (entry.isEmpty() && problems.isEmpty()) {
        throw new Unreadable(manifest + " has no function '" + function + "'.");
      }
      if (entry.isPresent() && problems.isEmpty()) {
        CodeUpload code = codes.read(entry.get().code());
        Optional<FunctionSpec> definition =
            new Planner(client, Map.of(), codes, problems).define(read, entry.get(), code);
        if (definition.isPresent()) {
          return new State(
              State.WORKSPACE,
              String.valueOf(definition.get().runtime()),
              text(code),
              ManifestWriter.write(function, definition.get()));
        }
      }
    } catch (CodeException | java.nio.file.FileSystemException e) {
      throw new Unreadable("The code cannot be read: " + e.getMessage() + ".");
    }
    throw new Unreadable("The manifest is wrong: " + problems.all().get(0) + ".");
  }

  private static String text(CodeUpload code) throws IOException {
    String text = code.text();
    Path archive = code.archive();
    if (text != null) {
      return text;
    }
    return archive == null || code.isImage()
        ? code.label() + "\n"
        : CodeListing.of(Files.readAllBytes(archive));
  }
}
