package dev.sluice.app.cli.function;

import dev.sluice.api.FunctionInfo;
import dev.sluice.app.cli.code.CodeUpload;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice function create}. Not thread-safe. */
@Command(
    name = "create",
    customSynopsis = "sluice function create NAME --code PATH [OPTION...]",
    description = "Make a function from a file, a folder or a zip archive.",
    footer = {
      "  sluice function create hello --code main.py",
      "  sluice function create hello --code index.js --memory 256 --timeout 2.5",
      "  sluice function create shop --code ./shop --runtime python3 \\",
      "      --handler app.main --env REGION=eu --label team=web",
      "  sluice function create tool --code ./tool   # has an executable 'bootstrap'",
      "  sluice function create web --code ./web \\",
      "      --build-command 'npm ci && npm run build'",
      "  sluice function create hello --code - --runtime python3 \\",
      "      --handler main.handler < main.py"
    })
final class CreateCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The function's name.")
  String name = "";

  @Mixin DefinitionOptions definition = new DefinitionOptions();

  CreateCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    String path = definition.code;
    if (path == null) {
      throw wrongUsage("the code is missing: give --code PATH");
    }
    String wrong = definition.wrongBuild();
    if (wrong != null) {
      throw wrongUsage(wrong);
    }
    FunctionInfo created;
    try (CodeUpload code = CodeUpload.read(path, console().in())) {
      created = new Creation(shell(), client).create(name, definition, code);
    }
    console()
        .print(
            json()
                ? Json.pretty(created)
                : "function " + created.name() + " created: " + Creation.words(created) + "\n");
    return OK;
  }
}
