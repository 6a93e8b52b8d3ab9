package dev.sluice.app.cli.invoke;

import dev.sluice.api.InvocationInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice function invoke}. Not thread-safe. */
@Command(
    name = "invoke",
    customSynopsis = "sluice function invoke NAME [OPTION...]",
    description = "Invoke a function, once or for each item of a file.",
    footer = {
      "  sluice function invoke hello --data '{\"name\":\"Ada\"}'",
      "  sluice function invoke hello --qualifier live --data @event.json --log",
      "  sluice function invoke hello --async",
      "  echo '{\"n\":1}' | sluice function invoke hello --data -",
      "  sluice function invoke classify --each quakes.geojson --path features \\",
      "      --concurrency 16 > results.jsonl"
    })
public final class InvokeCommand extends ServerVerb {
  private static final int MAX_CONCURRENCY = 256;

  @Parameters(paramLabel = "NAME", description = "The function's name.")
  String name = "";

  @Option(
      names = {"-q", "--qualifier"},
      paramLabel = "VERSION|ALIAS",
      description = "A version's number or an alias instead of the latest state.")
  String qualifier = "latest";

  @Option(
      names = {"-d", "--data"},
      paramLabel = "JSON|@FILE|-",
      description = "The event: as text, from a file, or from standard input ({} if absent).")
  @Nullable String data;

  @Option(
      names = "--content-type",
      paramLabel = "TYPE",
      description = "The event's media type (application/json when left out).")
  String contentType = "application/json";

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "A header of the request, as routing keys need; can be repeated.")
  Map<String, String> headers = new LinkedHashMap<>();

  @Option(
      names = "--async",
      description = "Return once the event is certain to be run; print its invocation.")
  boolean async;

  @Option(names = "--log", description = "Print the log's last lines to standard error.")
  boolean log;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say which version served it and how long that took; print stacks.")
  boolean verbose;

  @Option(
      names = "--each",
      paramLabel = "FILE|-",
      description = {
        "Invoke for each element of a JSON array, or each line of JSON lines.",
        "Answers are printed as JSON lines, in the order of the items."
      })
  @Nullable String each;

  @Option(
      names = "--path",
      paramLabel = "NAME.NAME",
      description = "Where in the file of --each the array is, like features.")
  @Nullable String path;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "How many items of --each at a time (8 when left out).")
  @Nullable Integer concurrency;

  InvokeCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    String items = each;
    if (items != null) {
      return runEach(client, items);
    }
    if (path != null || concurrency != null) {
      throw wrongUsage("--path and --concurrency go with --each");
    }
    byte[] payload = Payload.read(data == null ? "{}" : data, console().in());
    InvokeRequest request = new InvokeRequest(qualifier, payload, contentType, sent(), log);
    if (async) {
      if (log) {
        throw wrongUsage("--log shows what has run; leave it out with --async");
      }
      InvocationInfo queued = client.queue().invoke(name, request);
      console().print(json() ? Json.pretty(queued) : queued.id() + "\n");
      return OK;
    }
    ResultPrinter printer = new ResultPrinter(console(), json(), log, verbose);
    return printer.print(client.invoke(name, request)) ? OK : FAILED;
  }

  private int runEach(SluiceClient client, String items) throws IOException {
    int threads = concurrency == null ? 8 : concurrency;
    if (data != null) {
      throw wrongUsage("give either --data or --each");
    }
    if (async) {
      throw wrongUsage("--each waits for its answers; leave out --async");
    }
    if (log || json()) {
      throw wrongUsage("--each prints answers as JSON lines; leave out --log and --output");
    }
    if (threads < 1 || threads > MAX_CONCURRENCY) {
      throw wrongUsage("--concurrency is from 1 to " + MAX_CONCURRENCY);
    }
    try (ItemReader reader = ItemReader.open(items, path, console().in())) {
      EachRun run = new EachRun(shell(), item -> client.invoke(name, request(item)), threads);
      return run.run(reader) ? OK : FAILED;
    }
  }

  private InvokeRequest request(byte[] item) {
    return new InvokeRequest(qualifier, item, contentType, sent(), false);
  }

  /** What a header cannot be comes back from the library as an exception with all of it. */
  private Map<String, String> sent() {
    headers.forEach(
        (header, value) -> {
          if (!header.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")
              || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw wrongUsage("'" + header + "' with that value is not a header");
          }
        });
    return headers;
  }
}
