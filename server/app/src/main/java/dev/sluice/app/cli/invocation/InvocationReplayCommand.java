package dev.sluice.app.cli.invocation;

import dev.sluice.app.cli.invoke.ResultPrinter;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice invocation replay}. Not thread-safe. */
@Command(
    name = "replay",
    customSynopsis = "sluice invocation replay ID [OPTION...]",
    description = {
      "Invoke again with the event of an earlier invocation.",
      "Events of up to 64 KiB are kept, unless the server is told otherwise."
    },
    footer = {
      "  sluice invocation replay 01hv3k5m8q",
      "  sluice invocation replay 01hv3k5m8q --qualifier latest --log"
    })
final class InvocationReplayCommand extends ServerVerb {
  @Parameters(paramLabel = "ID", description = "The invocation's id.")
  String id = "";

  @Option(
      names = {"-q", "--qualifier"},
      paramLabel = "VERSION|ALIAS",
      description = "What to run; what the first one asked for when left out.")
  @Nullable String qualifier;

  @Option(names = "--log", description = "Print the log's last lines to standard error.")
  boolean log;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say which version served it and how long that took; print stacks.")
  boolean verbose;

  InvocationReplayCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    ResultPrinter printer = new ResultPrinter(console(), json(), log, verbose);
    return printer.print(client.replay(id, qualifier, log)) ? OK : FAILED;
  }
}
