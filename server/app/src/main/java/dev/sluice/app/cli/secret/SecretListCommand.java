package dev.sluice.app.cli.secret;

import dev.sluice.api.Page;
import dev.sluice.api.SecretInfo;
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

/** {@code sluice secret list}. Not thread-safe. */
@Command(
    name = "list",
    customSynopsis = "sluice secret list [OPTION...]",
    description = "List the namespace's secrets; nothing shows their values.",
    footer = {"  sluice secret list"})
final class SecretListCommand extends ServerVerb {
  SecretListCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    List<SecretInfo> secrets = client.namespaces().secrets();
    if (json()) {
      console().print(Json.pretty(new Page<>(secrets, null)));
      return OK;
    }
    if (secrets.isEmpty()) {
      console().note("no secrets; make one with 'sluice secret set NAME'");
      return OK;
    }
    Instant now = shell().clock().instant();
    ZoneId zone = shell().clock().getZone();
    Table table = new Table("SECRET", "CREATED", "CHANGED", ">REVISION");
    for (SecretInfo secret : secrets) {
      table.row(
          secret.name(),
          Words.ago(secret.createdAt(), now, zone),
          Words.ago(secret.modifiedAt(), now, zone),
          Long.toString(secret.revision()));
    }
    console().print(table.render());
    return OK;
  }
}
