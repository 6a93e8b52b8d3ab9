package dev.sluice.app.cli.sink;

import dev.sluice.api.SinkKindInfo;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.source.KindsVerb;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code sluice sink kinds}. Not thread-safe. */
@Command(
    name = "kinds",
    customSynopsis = "sluice sink kinds [KIND] [OPTION...]",
    description = "List what a sink can be, or the options of one kind.",
    footer = {"  sluice sink kinds", "  sluice sink kinds kafka"})
final class SinkKindsCommand extends KindsVerb<SinkKindInfo> {
  SinkKindsCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected List<SinkKindInfo> kinds(SluiceClient client) throws IOException {
    return client.sinks().kinds();
  }
}
