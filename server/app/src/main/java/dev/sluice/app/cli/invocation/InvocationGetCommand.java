package dev.sluice.app.cli.invocation;

import dev.sluice.api.FunctionError;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.InvocationInfo.Phases;
import dev.sluice.api.InvocationInfo.Usage;
import dev.sluice.app.cli.logs.LogPrinter;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Facts;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.LogRequest;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice invocation get}. Not thread-safe. */
@Command(
    name = "get",
    customSynopsis = "sluice invocation get ID [OPTION...]",
    description = "Show one invocation: its phases, its error, its log.",
    footer = {
      "  sluice invocation get 01kaw3t2p9z5v8e6m4n7q0r1sx",
      "  sluice invocation get 01kaw3t2p9z5v8e6m4n7q0r1sx --log"
    })
final class InvocationGetCommand extends ServerVerb {
  @Parameters(paramLabel = "ID", description = "The invocation's id.")
  String id = "";

  @Option(names = "--log", description = "Print the lines of its log after it.")
  boolean log;

  InvocationGetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    InvocationInfo invocation = client.invocation(id);
    console().print(json() ? Json.pretty(invocation) : words(invocation));
    if (log) {
      LogPrinter printer =
          new LogPrinter(console(), shell().clock().getZone(), json(), false, false);
      if (!json()) {
        console().println("");
      }
      client.logs(invocation.function(), LogRequest.of(invocation.id())).forEach(printer::print);
    }
    return OK;
  }

  private String words(InvocationInfo invocation) {
    Facts facts =
        new Facts()
            .put("Invocation", invocation.id())
            .put("Function", invocation.function())
            .put("Version", version(invocation))
            .put("Chosen by", chosenBy(invocation))
            .put("Trigger", trigger(invocation))
            .put("Event", invocation.eventId() == null ? "" : invocation.eventId())
            .put("Trace", invocation.traceId() == null ? "" : invocation.traceId())
            .put("Status", invocation.status())
            .put("Created", Words.timeMillis(invocation.createdAt(), shell().clock().getZone()));
    String start = invocation.start();
    Double duration = invocation.durationMs();
    Phases phases = invocation.phases();
    Long result = invocation.resultBytes();
    Integer attempts = invocation.attempts();
    Double delay = invocation.delayMs();
    facts
        .put("Attempts", attempts == null ? "" : attempts.toString())
        .put("Delay", delay == null ? "" : Words.millis(delay))
        .put("Start", start == null ? "" : start)
        .put("Duration", duration == null ? "" : Words.millis(duration));
    if (phases != null) {
      facts.put("Phases", phases(phases));
    }
    Usage usage = invocation.usage();
    if (usage != null) {
      facts
          .put("CPU", Words.millis(usage.cpuMs()))
          .put("Peak memory", Words.bytes(usage.peakMemoryBytes()))
          .put("MiB-seconds", Words.number(usage.mibSeconds()));
    }
    facts
        .put("Request", Words.bytes(invocation.requestBytes()))
        .put("Result", result == null ? "" : Words.bytes(result));
    Map<String, Long> counts = invocation.counts();
    facts.put("Counted", counts == null ? "" : Words.counts(counts));
    FunctionError error = invocation.error();
    if (error == null) {
      return facts.render();
    }
    facts.put("Error", error.type() + ": " + error.message() + " (" + error.code() + ")");
    return facts.render() + stack(error.stack());
  }

  private static String chosenBy(InvocationInfo invocation) {
    return switch (invocation.routedBy()) {
      case "weight" -> "the weights of " + invocation.qualifier();
      case "routing-key" -> "the routing key of " + invocation.qualifier();
      default -> "";
    };
  }

  private static String trigger(InvocationInfo invocation) {
    return invocation.replayOf() == null
        ? invocation.trigger()
        : invocation.trigger() + " of " + invocation.replayOf();
  }

  private static String version(InvocationInfo invocation) {
    return invocation.version().equals(invocation.qualifier())
        ? invocation.version()
        : invocation.version() + " (asked for " + invocation.qualifier() + ")";
  }

  private static String phases(Phases phases) {
    Double bindings = phases.bindings();
    return "queue "
        + Words.millis(phases.queue())
        + ", sandbox "
        + Words.millis(phases.sandbox())
        + ", load "
        + Words.millis(phases.load())
        + ", handler "
        + Words.millis(phases.handler())
        + (bindings == null ? "" : ", bindings " + Words.millis(bindings));
  }

  private static String stack(@Nullable List<String> stack) {
    StringBuilder text = new StringBuilder();
    if (stack != null) {
      stack.stream()
          .flatMap(String::lines)
          .forEach(l -> text.append("    ").append(l).append('\n'));
    }
    return text.toString();
  }
}
