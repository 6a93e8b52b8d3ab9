package dev.sluice.app.cli;

import dev.sluice.api.Health;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Facts;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
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
    if (json()) {
      console().print(Json.pretty(health));
      return OK;
    }
    Facts facts =
        new Facts()
            .put("Server", client.connection().url().toString())
            .put("Status", health.status())
            .put("Version", health.version())
            .put("Isolation", isolation(health))
            .put("Runtimes", String.join(", ", health.runtimes()));
    console().print(facts.render());
    health.warnings().forEach(warning -> console().println("Warning: " + warning));
    return OK;
  }

  private static String isolation(Health health) {
    return health.isolation().equals("process")
        ? "process (none: functions run with the server's rights)"
        : health.isolation();
  }
}
