package dev.sluice.app.cli.execution;

import dev.sluice.api.ExecutionFix;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A verb that does something about an execution. Not thread-safe. */
abstract class FixVerb extends ServerVerb {
  private final String fix;

  @Parameters(paramLabel = "ID", description = "The execution's id.")
  String id = "";

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
    ExecutionInfo is = client.workflows().fix(id, fix, how());
    console()
        .print(json() ? Json.pretty(is) : "execution " + is.id() + " is " + is.status() + "\n");
    return OK;
  }
}
