package dev.sluice.app.cli.function;

import dev.sluice.api.CodeSource;
import dev.sluice.app.cli.shell.CliException;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice function code}. Not thread-safe. */
@Command(
    name = "code",
    customSynopsis = "sluice function code NAME [OPTION...]",
    description = "Print a function's code: text, or an archive.",
    footer = {
      "  sluice function code hello",
      "  sluice function code hello --version 1 --to main.py",
      "  sluice function code shop --to shop.zip"
    })
final class CodeCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The function's name.")
  String name = "";

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "A published version's code instead of the latest.")
  @Nullable Integer version;

  @Option(names = "--to", paramLabel = "FILE", description = "Write it to this file.")
  @Nullable Path file;

  CodeCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    CodeSource code = client.code(name, version == null ? "latest" : version.toString());
    if (json() && file == null) {
      console().print(Json.pretty(code));
      return OK;
    }
    String text = code.inline();
    CodeSource.Image image = code.image();
    byte[] archive = image == null ? code.zip() : image.tar();
    String kind = image == null ? "zip archive" : "tar archive of an image";
    byte[] bytes = text != null ? text.getBytes(StandardCharsets.UTF_8) : archive;
    if (bytes == null) {
      throw new CliException("the server sent no code that this sluice can read");
    }
    if (file != null) {
      Files.write(file, bytes);
      console()
          .note(
              (text != null ? "source text" : kind)
                  + " of "
                  + Words.bytes(bytes.length)
                  + " written to "
                  + file);
    } else if (text == null && console().outTerminal()) {
      throw new CliException("the code comes as a " + kind + "; give --to FILE to keep it");
    } else {
      console().write(bytes);
    }
    return OK;
  }
}
