package dev.sluice.app.cli.workflow;

import dev.sluice.api.ExecutionInfo;
import dev.sluice.api.ExecutionStart;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice workflow start}. Not thread-safe. */
@Command(
    name = "start",
    customSynopsis = "sluice workflow start NAME [OPTION...]",
    description = "Start an execution of a workflow.",
    footer = {
      "  sluice workflow start order --input '{\"order\": 7}'",
      "  sluice workflow start order --input @order.json --key order-7",
      "  sluice workflow start order --qualifier live"
    })
final class WorkflowStartCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The workflow's name.")
  String name = "";

  @Option(
      names = "--input",
      paramLabel = "JSON",
      description = "Its input: JSON, @FILE, or - for standard input.")
  @Nullable String input;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "What you call it by; one execution has it.")
  @Nullable String key;

  @Option(
      names = {"--qualifier", "--version"},
      paramLabel = "Q",
      description = "A version or an alias; without it, the newest version.")
  @Nullable String qualifier;

  WorkflowStartCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    Object given = input == null ? null : JsonInput.read("--input", input, console().in());
    ExecutionInfo is =
        client.workflows().start(name, new ExecutionStart(null, key, given, qualifier));
    console()
        .print(json() ? Json.pretty(is) : "execution " + is.id() + " is " + is.status() + "\n");
    return OK;
  }
}
