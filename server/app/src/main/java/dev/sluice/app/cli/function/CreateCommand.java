package dev.sluice.app.cli.function;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.code.CodeUpload;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice function create}. Not thread-safe. */
@Command(
    name = "create",
    customSynopsis = "sluice function create NAME --code|--image PATH|--git URL [OPTION...]",
    description = "Make a function from files, an image or a repository.",
    footer = {
      "  sluice function create hello --code main.py",
      "  sluice function create hello --code index.js --memory 256 --timeout 2.5",
      "  sluice function create shop --code ./shop --runtime python3 \\",
      "      --handler app.main --env REGION=eu --label team=web",
      "  sluice function create tool --code ./tool   # has an executable 'bootstrap'",
      "  sluice function create web --image ./web.tar   # as of docker save",
      "  sluice function create web --code ./web \\",
      "      --build-command 'npm ci && npm run build'",
      "  sluice function create shop --git https://host/shop.git --ref main \\",
      "      --git-secret git_token --poll 5m --runtime python3 --handler app.main",
      "  sluice function create shop --object s3://releases/shop.zip \\",
      "      --object-user reader --object-secret s3_key \\",
      "      --runtime nodejs --handler app.main",
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
    String wrong = definition.wrongCode();
    if (wrong != null) {
      throw wrongUsage(wrong);
    }
    CodeSource remote = definition.remote.over(null);
    FunctionInfo created;
    try (CodeUpload code =
        remote == null ? definition.upload(console().in()) : CodeUpload.remote(remote)) {
      if (code == null) {
        throw wrongUsage(
            "the code is missing: give --code PATH, --image PATH, --git URL or --object URL");
      }
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
