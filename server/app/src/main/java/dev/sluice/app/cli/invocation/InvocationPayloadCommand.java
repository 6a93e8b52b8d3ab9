package dev.sluice.app.cli.invocation;

import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice invocation payload}. Not thread-safe. */
@Command(
    name = "payload",
    customSynopsis = "sluice invocation payload ID [OPTION...]",
    description = "Print the event that the function was given.",
    footer = {"  sluice invocation payload 01kaw3t2p9z5v8e6m4n7q0r1sx"})
final class InvocationPayloadCommand extends ServerVerb {
  @Parameters(paramLabel = "ID", description = "The invocation's id.")
  String id = "";

  InvocationPayloadCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    String event = new String(client.queue().payload(id), StandardCharsets.UTF_8);
    console().print(event.endsWith("\n") ? event : event + "\n");
    return OK;
  }
}
