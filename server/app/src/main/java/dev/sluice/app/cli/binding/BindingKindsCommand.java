package dev.sluice.app.cli.binding;

import dev.sluice.api.BindingKindInfo;
import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.source.SourceOptions;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice binding kinds}. Not thread-safe. */
@Command(
    name = "kinds",
    customSynopsis = "sluice binding kinds [KIND] [OPTION...]",
    description = "List what a binding can be, or the options of one kind.",
    footer = {"  sluice binding kinds", "  sluice binding kinds sql"})
final class BindingKindsCommand extends ServerVerb {
  @Parameters(arity = "0..1", paramLabel = "KIND", description = "Show the options of this kind.")
  @Nullable String name;

  BindingKindsCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    List<BindingKindInfo> kinds = client.sinks().bindingKinds();
    String wanted = name;
    if (wanted == null) {
      console().print(json() ? Json.pretty(new Page<>(kinds, null)) : table(kinds));
      return OK;
    }
    BindingKindInfo kind = SourceOptions.kind(kinds, wanted);
    if (kind == null) {
      throw wrongUsage(SourceOptions.noKind(wanted, kinds));
    }
    console().print(json() ? Json.pretty(kind.options()) : SourceOptions.table(kind));
    return OK;
  }

  private static String table(List<BindingKindInfo> kinds) {
    Table table = new Table("KIND", "SUMMARY");
    kinds.forEach(kind -> table.row(kind.name(), kind.summary()));
    return table.render();
  }
}
