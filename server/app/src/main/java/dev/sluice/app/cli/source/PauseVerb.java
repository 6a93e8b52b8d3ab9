package dev.sluice.app.cli.source;

import dev.sluice.api.SourceInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** A verb that pauses a source, or has it go on. Not thread-safe. */
abstract class PauseVerb extends ServerVerb {
  private final boolean paused;
  private final String past;

  @Parameters(paramLabel = "NAME", description = "The source's name.")
  String name = "";

  PauseVerb(Shell shell, boolean paused, String past) {
    super(shell);
    this.paused = paused;
    this.past = past;
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    SourceInfo is = client.sources().pause(name, paused);
    console().print(json() ? Json.pretty(is) : "source " + is.name() + " " + past + "\n");
    return OK;
  }
}
