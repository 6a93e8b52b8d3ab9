package dev.sluice.app.cli.execution;

import dev.sluice.api.ExecutionBatch;
import dev.sluice.api.ExecutionBatchDone;
import dev.sluice.api.ExecutionFix;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A verb that does something about one execution or several. Not thread-safe. */
abstract class FixVerb extends ServerVerb {
  private final String fix;

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Ids of executions; or say which by --workflow, --status, --state.")
  List<String> ids = new ArrayList<>();

  @Option(
      names = "--workflow",
      paramLabel = "NAME",
      order = 70,
      description = "All executions of this workflow, up to 500.")
  @Nullable String workflow;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      order = 71,
      description = "All executions with this status, up to 500.")
  @Nullable String status;

  @Option(
      names = "--state",
      paramLabel = "TASK",
      order = 72,
      description = "All executions at this task, by its name or pointer.")
  @Nullable String state;

  @Option(names = "--dry-run", order = 73, description = "Only show what would be done.")
  boolean dryRun;

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      order = 80,
      description = "Why, for the execution's history.")
  @Nullable String why;

  FixVerb(Shell shell, String fix) {
    super(shell);
    this.fix = fix;
  }

  /** What is sent. */
  abstract ExecutionFix how() throws IOException;

  /** A fix without more to say. */
  ExecutionFix plain() {
    return new ExecutionFix(why, null, null, null, null, null, null);
  }

  @Override
  protected final int run(SluiceClient client) throws IOException {
    boolean found = workflow != null || status != null || state != null;
    if (ids.isEmpty() != found) {
      throw wrongUsage("give either ids of executions, or --workflow, --status, --state");
    }
    if (ids.size() == 1 && !dryRun) {
      ExecutionInfo is = client.workflows().fix(ids.get(0), fix, how());
      console()
          .print(json() ? Json.pretty(is) : "execution " + is.id() + " is " + is.status() + "\n");
      return OK;
    }
    List<String> named = found ? null : ids;
    ExecutionBatchDone done =
        client
            .workflows()
            .fixAll(
                new ExecutionBatch(
                    fix, how(), named, workflow, status, null, null, null, state, dryRun));
    console().print(json() ? Json.pretty(done) : words(done));
    return done.items().stream().anyMatch(one -> one.error() != null) ? FAILED : OK;
  }

  private static String words(ExecutionBatchDone done) {
    if (done.items().isEmpty()) {
      return "no executions\n";
    }
    Table table = new Table("EXECUTION", done.preview() ? "WOULD BE" : "IS", "AT", "");
    for (ExecutionBatchDone.Item one : done.items()) {
      String error = one.error();
      String unchanged = one.changed() ? "" : "nothing to do";
      List<String> tasks = one.tasks();
      table.row(
          one.id(),
          Objects.requireNonNullElse(one.status(), ""),
          tasks == null ? "" : String.join(", ", tasks),
          error == null ? unchanged : error);
    }
    return table.render() + (done.more() ? "there are more: do it again for them\n" : "");
  }
}
