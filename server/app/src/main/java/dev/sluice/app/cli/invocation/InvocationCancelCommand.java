package dev.sluice.app.cli.invocation;

import dev.sluice.api.InvocationInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice invocation cancel}. Not thread-safe. */
@Command(
    name = "cancel",
    customSynopsis = "sluice invocation cancel ID [OPTION...]",
    description = "Take an invocation out of the queue.",
    footer = {"  sluice invocation cancel 01kaw3t2p9z5v8e6m4n7q0r1sx"})
final class InvocationCancelCommand extends ServerVerb {
  @Parameters(paramLabel = "ID", description = "The invocation's id.")
  String id = "";

  InvocationCancelCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    InvocationInfo cancelled = client.queue().cancel(id);
    console()
        .print(json() ? Json.pretty(cancelled) : "invocation " + cancelled.id() + " cancelled\n");
    return OK;
  }
}
