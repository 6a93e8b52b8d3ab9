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

/** {@code sluice association create}. Not thread-safe. */
@Command(
    name = "create",
    customSynopsis = "sluice association create NAME --target FUNCTION [OPTION...]",
    description = "Have functions run for events.",
    footer = {
      "  sluice association create sales --target count:live",
      "  sluice association create big --target audit --filter \"type = 'sold'\" \\",
      "      --order-by subject",
      "  sluice association create readings --target store --batch 100 --batch-window 2",
      "  sluice association create ledger --target book --ordered '$.data.account' \\",
      "      --on-poison block --keep 10000",
      "  sluice association create shipped --target ship \\",
      "      --combine '(order and paid) or free' --correlate subject \\",
      "      --part \"order=type = 'order'\" --part paid@bank \\",
      "      --part \"free=type = 'free'\" --combine-window 86400",
      "  sluice association create canary --target count:1=0.9,2=0.1"
    })
final class AssociationCreateCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The association's name.")
  String name = "";

  @Mixin RuleOptions rule = new RuleOptions();

  AssociationCreateCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    AssociationSpec spec;
    try {
      spec =
          new AssociationSpec(
              name,
              rule.sources,
              rule.filter,
              rule.targets(),
              rule.orderBy,
              rule.pauseAfter,
              rule.batch(null),
              rule.ordered(null),
              rule.combines.combine(null),
              rule.description,
              null);
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
    AssociationInfo made = client.events().create(spec);
    console().print(json() ? Json.pretty(made) : "association " + made.name() + " created\n");
    return OK;
  }
}
