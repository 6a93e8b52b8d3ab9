package dev.sluice.app.cli.source;

import dev.sluice.api.Page;
import dev.sluice.api.SourceKindInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice source kinds}. Not thread-safe. */
@Command(
    name = "kinds",
    customSynopsis = "sluice source kinds [KIND] [OPTION...]",
    description = "List what a source can be, or the options of one kind.",
    footer = {"  sluice source kinds", "  sluice source kinds schedule"})
final class SourceKindsCommand extends ServerVerb {
  @Parameters(arity = "0..1", paramLabel = "KIND", description = "Show the options of this kind.")
  @Nullable String name;

  SourceKindsCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    List<SourceKindInfo> kinds = client.sources().kinds();
    String wanted = name;
    if (wanted == null) {
      console().print(json() ? Json.pretty(new Page<>(kinds, null)) : table(kinds));
      return OK;
    }
    SourceKindInfo kind = SourceOptions.kind(kinds, wanted);
    if (kind == null) {
      throw wrongUsage(SourceOptions.noKind(wanted, kinds));
    }
    console().print(json() ? Json.pretty(kind) : SourceOptions.table(kind));
    return OK;
  }

  private static String table(List<SourceKindInfo> kinds) {
    Table table = new Table("KIND", "DELIVERY", "SUMMARY");
    kinds.forEach(kind -> table.row(kind.name(), kind.delivery(), kind.summary()));
    return table.render();
  }
}
