package dev.sluice.app.cli.source;

import dev.sluice.api.SourceKindInfo;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Table;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code sluice source kinds}. Not thread-safe. */
@Command(
    name = "kinds",
    customSynopsis = "sluice source kinds [KIND] [OPTION...]",
    description = "List what a source can be, or the options of one kind.",
    footer = {"  sluice source kinds", "  sluice source kinds schedule"})
final class SourceKindsCommand extends KindsVerb<SourceKindInfo> {
  SourceKindsCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected List<SourceKindInfo> kinds(SluiceClient client) throws IOException {
    return client.sources().kinds();
  }

  @Override
  protected Object told(SourceKindInfo kind) {
    return kind;
  }

  @Override
  protected String table(List<SourceKindInfo> kinds) {
    Table table = new Table("KIND", "DELIVERY", "SUMMARY");
    kinds.forEach(kind -> table.row(kind.name(), kind.delivery(), kind.summary()));
    return table.render();
  }
}
