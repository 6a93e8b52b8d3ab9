package dev.sluice.app.cli.association;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice association update}. Not thread-safe. */
@Command(
    name = "update",
    customSynopsis = "sluice association update NAME [OPTION...]",
    description = {
      "Change an association. What is not named stays as it is;",
      "a filter or order of '' is taken away."
    },
    footer = {
      "  sluice association update sales --target count:2",
      "  sluice association update sales --filter ''"
    })
final class AssociationUpdateCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The association's name.")
  String name = "";

  @Mixin RuleOptions rule = new RuleOptions();

  AssociationUpdateCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    if (!rule.given()) {
      throw wrongUsage("nothing to change: give an option like --target or --filter");
    }
    AssociationInfo before = client.events().association(name);
    AssociationSpec spec;
    try {
      spec =
          new AssociationSpec(
              name,
              rule.sources.isEmpty() ? before.sources() : rule.sources,
              rule.filter == null ? before.filter() : rule.filter,
              rule.targets.isEmpty() ? rule.withInput(before.targets()) : rule.targets(),
              rule.orderBy == null ? before.orderBy() : rule.orderBy,
              rule.pauseAfter == null ? (Integer) before.pauseAfter() : rule.pauseAfter,
              rule.batch(before.batch()),
              rule.ordered(before.ordered()),
              rule.combines.combine(before.combine()),
              rule.description == null ? before.description() : rule.description,
              before.manifest());
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
    AssociationInfo after = client.events().replace(name, spec, before.revision());
    console().print(json() ? Json.pretty(after) : "association " + after.name() + " updated\n");
    return OK;
  }
}
