package dev.sluice.app.cli.execution;

import dev.sluice.api.ExecutionFix;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.workflow.JsonInput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice execution deliver}. Not thread-safe. */
@Command(
    name = "deliver",
    customSynopsis = "sluice execution deliver ID --event JSON [OPTION...]",
    description = "Deliver an event by hand.",
    footer = {"  sluice execution deliver 01kaw3t2p9z5v8e6m4n7q0r1sx --event @paid.json"})
final class ExecutionDeliverCommand extends FixVerb {
  @Option(
      names = "--event",
      paramLabel = "JSON",
      required = true,
      description = "A CloudEvent: JSON, @FILE, or - for standard input.")
  String event = "";

  ExecutionDeliverCommand(Shell shell) {
    super(shell, "deliver");
  }

  @Override
  ExecutionFix how() throws IOException {
    if (!(JsonInput.read("--event", event, console().in()) instanceof Map<?, ?> object)) {
      throw wrongUsage("--event is no JSON object");
    }
    Map<String, Object> given = new LinkedHashMap<>();
    object.forEach((name, value) -> given.put(String.valueOf(name), value));
    return new ExecutionFix(why, null, null, null, null, null, given);
  }
}
