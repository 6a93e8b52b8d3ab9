package dev.sluice.app.cli.execution;

import dev.sluice.api.ExecutionExplanation;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice execution explain}. Not thread-safe. */
@Command(
    name = "explain",
    customSynopsis = "sluice execution explain ID [OPTION...]",
    description = "Show what an execution waits for: calls, timers, events.",
    footer = {"  sluice execution explain 01kaw3t2p9z5v8e6m4n7q0r1sx"})
final class ExecutionExplainCommand extends ServerVerb {
  @Parameters(paramLabel = "ID", description = "The execution's id.")
  String id = "";

  ExecutionExplainCommand(Shell shell) {
    super(shell);
  }

  private static String words(ExecutionExplanation.Filter filter) {
    List<String> words = new ArrayList<>();
    filter.with().forEach((name, value) -> words.add(name + " " + value));
    for (ExecutionExplanation.Key key : filter.keys()) {
      Object expected = key.expected();
      words.add(
          key.name() + (expected == null ? " of any value" : " " + Json.line(expected).strip()));
    }
    return words.isEmpty() ? "any event" : String.join(", ", words);
  }

  private String time(Instant moment) {
    return Words.time(moment, shell().clock().getZone());
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    ExecutionExplanation is = client.workflows().explain(id);
    if (json()) {
      console().print(Json.pretty(is));
      return OK;
    }
    Table table = new Table("WAITS FOR", "WHAT", "DETAIL");
    is.calls().forEach(one -> table.row("call", one.kind(), Json.line(one.request()).strip()));
    is.timers().forEach(one -> table.row(one.purpose(), one.task(), one.due().toString()));
    for (ExecutionExplanation.Listener one : is.listeners()) {
      one.filters().forEach(filter -> table.row("event", one.task(), words(filter)));
      one.misses().forEach(miss -> table.row("", "missed " + time(miss.at()), miss.why()));
    }
    boolean waits = !is.calls().isEmpty() || !is.timers().isEmpty() || !is.listeners().isEmpty();
    console().print(waits ? table.render() : "it is " + is.status() + " and waits for nothing\n");
    return OK;
  }
}
