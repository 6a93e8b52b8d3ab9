package dev.sluice.app.cli.role;

import dev.sluice.api.Page;
import dev.sluice.api.RoleInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code sluice role list}. Not thread-safe. */
@Command(
    name = "list",
    customSynopsis = "sluice role list [OPTION...]",
    description = "List roles with what they allow.",
    footer = {"  sluice role list"})
final class RoleListCommand extends ServerVerb {
  RoleListCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    List<RoleInfo> all = client.roles().list();
    if (json()) {
      console().print(Json.pretty(new Page<>(all, null)));
      return OK;
    }
    if (all.isEmpty()) {
      console().note("no roles; make one with 'sluice role set NAME'");
      return OK;
    }
    Table table = new Table("ROLE", "INVOKE", "SECRETS", "EMIT", "BINDINGS", ">HAD BY");
    for (RoleInfo one : all) {
      table.row(
          one.name(),
          String.join(", ", one.invoke()),
          String.join(", ", one.secrets()),
          String.join(", ", one.emit()),
          String.join(", ", one.bindings()),
          Integer.toString(one.usedBy().size()));
    }
    console().print(table.render());
    return OK;
  }
}
