package dev.sluice.app.cli.binding;

import dev.sluice.api.BindingKindInfo;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.source.KindsVerb;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code sluice binding kinds}. Not thread-safe. */
@Command(
    name = "kinds",
    customSynopsis = "sluice binding kinds [KIND] [OPTION...]",
    description = "List what a binding can be, or the options of one kind.",
    footer = {"  sluice binding kinds", "  sluice binding kinds sql"})
final class BindingKindsCommand extends KindsVerb<BindingKindInfo> {
  BindingKindsCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected List<BindingKindInfo> kinds(SluiceClient client) throws IOException {
    return client.sinks().bindingKinds();
  }
}
