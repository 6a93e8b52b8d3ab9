package dev.sluice.app.cli.association;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.CombinationCounts;
import dev.sluice.api.FunctionError;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Facts;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice association get}. Not thread-safe. */
@Command(
    name = "get",
    customSynopsis = "sluice association get NAME [OPTION...]",
    description = "Show an association, what waits, and its last error.",
    footer = {"  sluice association get sales"})
final class AssociationGetCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The association's name.")
  String name = "";

  AssociationGetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    AssociationInfo is = client.events().association(name);
    console().print(json() ? Json.pretty(is) : words(is));
    return OK;
  }

  private String words(AssociationInfo is) {
    FunctionError error = is.lastError();
    Double delay = is.delayMs();
    String reason = is.stateReason();
    return new Facts()
        .put("Association", is.name())
        .put("State", reason == null ? is.state() : is.state() + ": " + reason)
        .put("Sources", is.sources().isEmpty() ? "all" : String.join(", ", is.sources()))
        .put("Filter", Objects.requireNonNullElse(is.filter(), ""))
        .put(
            "Targets",
            is.targets().stream().map(RuleOptions::words).collect(Collectors.joining("; ")))
        .put(
            "Input",
            is.targets().stream()
                .map(AssociationSpec.Target::input)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining("; ")))
        .put("Order by", Objects.requireNonNullElse(is.orderBy(), ""))
        .put(
            "Pauses after",
            is.pauseAfter() == 0 ? "never" : is.pauseAfter() + " dead letters in a row")
        .put("Batch", batch(is.batch()))
        .put("Ordered", ordered(is.ordered()))
        .put("Kept", kept(is.ordered()))
        .put("Blocked shards", is.blockedShards() == null ? "" : is.blockedShards().toString())
        .put("Combines", CombineOptions.words(is.combine()))
        .put("Parts", CombineOptions.parts(is.combine()))
        .put("Combinations", counts(is.combinations()))
        .put("Description", is.description())
        .put("Waiting", Long.toString(is.waiting()))
        .put("Delay", delay == null ? "" : Words.millis(delay))
        .put("Dead letters", Long.toString(is.deadLetters()))
        .put("Last error", error == null ? "" : error.type() + ": " + error.message())
        .put("Modified", Words.time(is.modifiedAt(), shell().clock().getZone()))
        .put("Revision", Long.toString(is.revision()))
        .render();
  }

  private static String ordered(AssociationSpec.@Nullable Ordered is) {
    if (is == null) {
      return "";
    }
    String shards = is.shards() == null ? "" : ", in " + is.shards() + " shards";
    return "by " + is.by() + shards + "; " + is.onPoison() + " on poison";
  }

  private static String kept(AssociationSpec.@Nullable Ordered is) {
    AssociationSpec.Retention kept = is == null ? null : is.retention();
    if (kept == null) {
      return "";
    }
    Double seconds = kept.seconds();
    return kept.count() + " events" + (seconds == null ? "" : ", for " + Words.seconds(seconds));
  }

  private static String counts(@Nullable CombinationCounts is) {
    return is == null
        ? ""
        : is.open()
            + " open, "
            + is.completed()
            + " completed, "
            + is.expired()
            + " expired, "
            + is.dropped()
            + " dropped";
  }

  private static String batch(AssociationSpec.@Nullable Batch batch) {
    return batch == null
        ? ""
        : batch.size() + " events, or those of " + batch.windowSeconds() + " s";
  }
}
