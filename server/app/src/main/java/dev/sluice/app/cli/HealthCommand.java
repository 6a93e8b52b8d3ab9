package dev.sluice.app.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.Health;
import dev.sluice.api.ServerInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Facts;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code sluice health}. Not thread-safe. */
@Command(
    name = "health",
    customSynopsis = "sluice health [OPTION...]",
    description = "Show whether the server is up, and what it lacks.",
    footer = {"  sluice health", "  sluice health --output json"})
final class HealthCommand extends ServerVerb {
  HealthCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    Health health = client.health();
    ServerInfo server = server(client);
    if (json()) {
      console().print(Json.pretty(new Told(health, server)));
      return OK;
    }
    Facts facts =
        new Facts()
            .put("Server", client.connection().url().toString())
            .put("Status", health.status())
            .put("Version", health.version())
            .put("Isolation", isolation(health))
            .put("Runtimes", String.join(", ", health.runtimes()));
    if (server != null) {
      describe(server, facts);
    }
    console().print(facts.render());
    health.warnings().forEach(warning -> console().println("Warning: " + warning));
    return OK;
  }

  /** How the server is now; null where the token is missing or wrong, as health needs none. */
  private static @Nullable ServerInfo server(SluiceClient client) throws IOException {
    try {
      return client.server();
    } catch (SluiceApiException e) {
      if (e.is(ErrorCode.UNAUTHENTICATED) || e.is(ErrorCode.FORBIDDEN)) {
        return null;
      }
      throw e;
    }
  }

  private void describe(ServerInfo server, Facts facts) {
    Long database = server.database().bytes();
    Double load = server.load();
    facts
        .put("Started", Words.time(server.startedAt(), shell().clock().getZone()))
        .put("Disk", room(server.disk()))
        .put(
            "Database",
            server.database().kind() + (database == null ? "" : ", " + Words.bytes(database)))
        .put("Functions' memory", room(server.functions()))
        .put("Instances", server.instances() + ", and " + server.waitingHosts() + " waiting hosts")
        .put("Heap", room(server.heap()))
        .put("Threads", Integer.toString(server.threads()))
        .put(
            "Load",
            load == null
                ? ""
                : String.format(
                    Locale.ENGLISH, "%.2f on %d processors", load, server.processors()));
  }

  private static String room(ServerInfo.Room room) {
    return Words.bytes(room.usedBytes()) + " of " + Words.bytes(room.totalBytes());
  }

  /** What is printed as JSON. */
  private record Told(@JsonUnwrapped Health health, @Nullable ServerInfo server) {}

  private static String isolation(Health health) {
    return health.isolation().equals("process")
        ? "process (none: functions run with the server's rights)"
        : health.isolation();
  }
}
