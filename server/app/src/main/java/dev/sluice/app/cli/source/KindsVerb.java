package dev.sluice.app.cli.source;

import dev.sluice.api.KindInfo;
import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Lists what something can be, or the options of one kind. Not thread-safe. */
public abstract class KindsVerb<K extends KindInfo> extends ServerVerb {
  @Parameters(arity = "0..1", paramLabel = "KIND", description = "Show the options of this kind.")
  @Nullable String name;

  protected KindsVerb(Shell shell) {
    super(shell);
  }

  /** All there are. */
  protected abstract List<K> kinds(SluiceClient client) throws IOException;

  /** What JSON tells of one. */
  protected Object told(K kind) {
    return kind.options();
  }

  /** All of them for people. */
  protected String table(List<K> kinds) {
    Table table = new Table("KIND", "SUMMARY");
    kinds.forEach(kind -> table.row(kind.name(), kind.summary()));
    return table.render();
  }

  @Override
  protected final int run(SluiceClient client) throws IOException {
    List<K> kinds = kinds(client);
    String wanted = name;
    if (wanted == null) {
      console().print(json() ? Json.pretty(new Page<>(kinds, null)) : table(kinds));
      return OK;
    }
    K kind = SourceOptions.kind(kinds, wanted);
    if (kind == null) {
      throw wrongUsage(SourceOptions.noKind(wanted, kinds));
    }
    console().print(json() ? Json.pretty(told(kind)) : SourceOptions.table(kind));
    return OK;
  }
}
