package dev.sluice.app.cli.role;

import dev.sluice.api.RoleInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Facts;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice role get}. Not thread-safe. */
@Command(
    name = "get",
    customSynopsis = "sluice role get NAME [OPTION...]",
    description = "Show what a role allows, and which functions have it.",
    footer = {"  sluice role get shop"})
final class RoleGetCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The role's name.")
  String name = "";

  RoleGetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    RoleInfo is = client.roles().get(name);
    console().print(json() ? Json.pretty(is) : words(is));
    return OK;
  }

  private String words(RoleInfo is) {
    return new Facts()
        .put("Role", is.name())
        .put("Description", is.description())
        .put("May invoke", list(is.invoke()))
        .put("May read secrets", list(is.secrets()))
        .put("May emit", list(is.emit()))
        .put("May have bindings", list(is.bindings()))
        .put("Had by", list(is.usedBy()))
        .put("Modified", Words.time(is.modifiedAt(), shell().clock().getZone()))
        .put("Revision", Long.toString(is.revision()))
        .render();
  }

  private static String list(List<String> texts) {
    return texts.isEmpty() ? "-" : String.join(", ", texts);
  }
}
