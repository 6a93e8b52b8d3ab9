package dev.sluice.app.cli.function;

import dev.sluice.api.BindingSpec;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.Health;
import dev.sluice.app.cli.code.UploadProgress;
import dev.sluice.app.cli.shell.CliException;
import dev.sluice.app.cli.shell.Console;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.code.CodeUpload;
import dev.sluice.manifest.code.HandlerGuess;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a function out of options and code. Not thread-safe. */
final class Creation {
  private final Shell shell;
  private final Console console;
  private final SluiceClient client;

  Creation(Shell shell, SluiceClient client) {
    this.shell = shell;
    this.console = shell.console();
    this.client = client;
  }

  /** Makes it; what is told by a file name is said on standard error. */
  FunctionInfo create(String name, DefinitionOptions options, CodeUpload code) throws IOException {
    String runtime = options.runtime;
    String handler = options.handler;
    // A program's handler is its own business: where none is given, the server knows what to say.
    // What runs images the server knows.
    if (!code.isImage()
        && (runtime == null || (handler == null && !runtime.equals(HandlerGuess.PROVIDED)))) {
      Optional<HandlerGuess> guess = HandlerGuess.of(code, runtime);
      if (guess.isEmpty()) {
        throw new CliException(
            "cannot tell "
                + (runtime == null ? "the runtime and the handler" : "the handler")
                + " from "
                + code.label()
                + "; give "
                + (runtime == null ? "--runtime python3|nodejs|java|provided and " : "")
                + "--handler FILE.NAME");
      }
      handler = handler == null ? guess.get().handler() : handler;
      console.note(
          "using runtime "
              + guess.get().runtime()
              + " and handler "
              + handler
              + ", as "
              + guess.get().file()
              + " says");
      runtime = guess.get().runtime();
    }
    FunctionSpec spec =
        options.create(name, runtime, handler, options.source(code), bindings(options));
    FunctionInfo created;
    try (BuildWatch unused = BuildWatch.start(shell, client, name);
        UploadProgress progress = new UploadProgress(console, shell.clock())) {
      created = client.createFunction(spec, progress::counting);
    }
    warnOfIsolation();
    return created;
  }

  private @Nullable List<BindingSpec> bindings(DefinitionOptions options) throws IOException {
    try {
      return options.bindings.over(List.of(), List.of(), client);
    } catch (IllegalArgumentException e) {
      throw new CliException(String.valueOf(e.getMessage()));
    }
  }

  /** One line about the function for people. */
  static String words(FunctionInfo function) {
    return String.join(
        ", ",
        function.runtime(),
        function.handler(),
        function.memoryMiB() + " MiB",
        Words.seconds(function.timeoutSeconds()));
  }

  /** Who makes functions should know what holds them; who only calls them is left in peace. */
  private void warnOfIsolation() throws IOException {
    Health health;
    try {
      health = client.health();
    } catch (SluiceApiException e) {
      return;
    }
    if (health.isolation().equals("process")) {
      console.note("warning: this server runs functions without isolation; see 'sluice health'");
    } else if (!health.warnings().isEmpty()) {
      console.note("warning: " + health.warnings().get(0) + " See 'sluice health'.");
    }
  }
}
