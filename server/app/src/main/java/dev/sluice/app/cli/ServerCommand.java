package dev.sluice.app.cli;

import dev.sluice.app.Main;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.shell.Verb;
import dev.sluice.app.config.ServerFlags;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice server}. Not thread-safe. */
@Command(
    name = "server",
    customSynopsis = "sluice server [OPTION...]",
    description = {
      "Run the server until it is stopped.",
      "SIGTERM or Ctrl+C lets running invocations end, then stops with status 0."
    },
    footer = {
      "  sluice server",
      "  sluice server --data /srv/sluice --listen 127.0.0.1:8640",
      "  sluice server --listen 127.0.0.1:0 --gateway 127.0.0.1:0"
    })
final class ServerCommand extends Verb {
  @Option(
      names = {"--data", "--data-dir"},
      paramLabel = "DIR",
      description = "Where everything is kept (~/.local/share/sluice when left out).")
  @Nullable String data;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where the API answers (127.0.0.1:8640); port 0 takes a free one.")
  @Nullable String listen;

  @Option(
      names = "--gateway",
      paramLabel = "HOST:PORT",
      description = "Where the gateway answers (127.0.0.1:8641); port 0 takes a free one.")
  @Nullable String gateway;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A file with settings; flags and the environment go before it.")
  @Nullable String config;

  @Option(
      names = "--isolation",
      paramLabel = "bubblewrap|process",
      description = "What holds functions; process holds nothing, and is for trusted code only.")
  @Nullable String isolation;

  ServerCommand(Shell shell) {
    super(shell);
  }

  @Override
  public Integer call() {
    return Main.serve(new ServerFlags(data, listen, gateway, config, isolation));
  }
}
