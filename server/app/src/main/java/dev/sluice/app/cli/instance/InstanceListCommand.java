package dev.sluice.app.cli.instance;

import dev.sluice.api.InstanceInfo;
import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice instance list}. Not thread-safe. */
@Command(
    name = "list",
    customSynopsis = "sluice instance list [FUNCTION] [OPTION...]",
    description = "List instances, of one function or of all.",
    footer = {"  sluice instance list", "  sluice instance list hello"})
final class InstanceListCommand extends ServerVerb {
  @Parameters(arity = "0..1", paramLabel = "FUNCTION", description = "Only of this function.")
  @Nullable String function;

  InstanceListCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    Page<InstanceInfo> page = client.instances().list(function);
    if (json()) {
      console().print(Json.pretty(page));
      return OK;
    }
    if (page.items().isEmpty()) {
      console().note("no instances; one starts with the next call");
      return OK;
    }
    Instant now = shell().clock().instant();
    ZoneId zone = shell().clock().getZone();
    Table table =
        new Table(
            "INSTANCE",
            "FUNCTION",
            "VERSION",
            "RUNTIME",
            "STATE",
            "SINCE",
            "STARTED",
            ">CALLS",
            ">MEMORY",
            ">MOST",
            "INVOCATION");
    for (InstanceInfo one : page.items()) {
      Long memory = one.memoryBytes();
      table.row(
          one.id(),
          one.function(),
          one.version(),
          one.runtime(),
          one.state(),
          Words.ago(one.since(), now, zone),
          Words.ago(one.startedAt(), now, zone),
          Long.toString(one.calls()),
          memory == null ? "" : Words.bytes(memory),
          one.memoryMiB() + " MiB",
          one.invocation() == null ? "" : one.invocation());
    }
    console().print(table.render());
    return OK;
  }
}
