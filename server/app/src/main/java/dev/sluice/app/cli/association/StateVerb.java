package dev.sluice.app.cli.association;

import dev.sluice.api.AssociationInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** A verb that changes an association's state. Not thread-safe. */
abstract class StateVerb extends ServerVerb {
  private final String verb;
  private final String past;

  @Parameters(paramLabel = "NAME", description = "The association's name.")
  String name = "";

  StateVerb(Shell shell, String verb, String past) {
    super(shell);
    this.verb = verb;
    this.past = past;
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    AssociationInfo is = client.events().set(name, verb);
    console().print(json() ? Json.pretty(is) : "association " + is.name() + " " + past + "\n");
    return OK;
  }
}
