package dev.sluice.app.cli.invocation;

import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice invocation result}. Not thread-safe. */
@Command(
    name = "result",
    customSynopsis = "sluice invocation result ID [OPTION...]",
    description = "Print the answer of an asynchronous invocation.",
    footer = {"  sluice invocation result 01kaw3t2p9z5v8e6m4n7q0r1sx"})
final class InvocationResultCommand extends ServerVerb {
  @Parameters(paramLabel = "ID", description = "The invocation's id.")
  String id = "";

  InvocationResultCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    String answer = new String(client.queue().result(id), StandardCharsets.UTF_8);
    console().print(answer.endsWith("\n") ? answer : answer + "\n");
    return OK;
  }
}
