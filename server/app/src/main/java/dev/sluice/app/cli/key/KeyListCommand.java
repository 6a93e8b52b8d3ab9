package dev.sluice.app.cli.key;

import dev.sluice.api.KeyInfo;
import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code sluice key list}. Not thread-safe. */
@Command(
    name = "list",
    customSynopsis = "sluice key list [OPTION...]",
    description = "List the access keys of the namespace.",
    footer = {"  sluice key list", "  sluice key list --namespace web"})
final class KeyListCommand extends ServerVerb {
  KeyListCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    List<KeyInfo> keys = client.namespaces().keys();
    if (json()) {
      console().print(Json.pretty(new Page<>(keys, null)));
      return OK;
    }
    if (keys.isEmpty()) {
      console().note("no keys; make one with 'sluice key create NAME'");
      return OK;
    }
    ZoneId zone = shell().clock().getZone();
    Table table = new Table("KEY", "SCOPES", "CREATED", "EXPIRES");
    for (KeyInfo key : keys) {
      Instant end = key.expiresAt();
      table.row(
          key.name(),
          String.join(", ", key.scopes()),
          Words.ago(key.createdAt(), shell().clock().instant(), zone),
          end == null ? "" : Words.time(end, zone));
    }
    console().print(table.render());
    return OK;
  }
}
