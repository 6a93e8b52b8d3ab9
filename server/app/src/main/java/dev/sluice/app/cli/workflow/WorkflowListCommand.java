package dev.sluice.app.cli.workflow;

import dev.sluice.api.Page;
import dev.sluice.api.WorkflowInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code sluice workflow list}. Not thread-safe. */
@Command(
    name = "list",
    customSynopsis = "sluice workflow list [OPTION...]",
    description = "List workflows with their newest versions.",
    footer = {"  sluice workflow list"})
final class WorkflowListCommand extends ServerVerb {
  WorkflowListCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    List<WorkflowInfo> all = client.workflows().list();
    if (json()) {
      console().print(Json.pretty(new Page<>(all, null)));
      return OK;
    }
    if (all.isEmpty()) {
      console().note("no workflows; deploy one with 'sluice workflow deploy FILE'");
      return OK;
    }
    Table table = new Table("WORKFLOW", ">VERSION", "DEPLOYED");
    for (WorkflowInfo one : all) {
      table.row(
          one.name(),
          Integer.toString(one.version()),
          Words.time(one.createdAt(), shell().clock().getZone()));
    }
    console().print(table.render());
    return OK;
  }
}
