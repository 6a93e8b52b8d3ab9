package dev.sluice.app.cli.function;

import dev.sluice.api.StatsInfo;
import dev.sluice.api.StatsInfo.Numbers;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Spans;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.SluiceClient;
import dev.sluice.client.StatsRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice function stats}. Not thread-safe. */
@Command(
    name = "stats",
    customSynopsis = "sluice function stats NAME [OPTION...]",
    description = {
      "Show how often, how fast and how well a function ran.",
      "Percentiles are within a tenth of the truth; numbers are kept for 31 days."
    },
    footer = {
      "  sluice function stats hello",
      "  sluice function stats hello --since 7d --by version",
      "  sluice function stats hello --since 1d --step 1h"
    })
final class StatsCommand extends ServerVerb {
  @Parameters(paramLabel = "NAME", description = "The function's name.")
  String name = "";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "From then on: an instant, or how long ago, like 1h (when left out).")
  String since = "1h";

  @Option(names = "--until", paramLabel = "TIME", description = "Up to then; now when left out.")
  @Nullable String until;

  @Option(
      names = "--by",
      paramLabel = "version|alias",
      description = "Tell versions, or what callers asked for, apart.")
  @Nullable String by;

  @Option(
      names = "--step",
      paramLabel = "TIME",
      description = "Show the course of time in steps, like 5m or 1h.")
  @Nullable String step;

  StatsCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    Instant now = shell().clock().instant();
    StatsRequest wanted;
    try {
      wanted =
          new StatsRequest(
              Spans.moment(since, now), until == null ? null : Spans.moment(until, now), step, by);
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
    StatsInfo stats = client.stats(name, wanted);
    console().print(json() ? Json.pretty(stats) : table(stats));
    return OK;
  }

  private String table(StatsInfo stats) {
    boolean steps = step != null;
    Table table =
        new Table(
            steps ? "TIME" : by == null ? "" : by.toUpperCase(Locale.ROOT),
            ">INVOCATIONS",
            ">FAILED",
            ">THROTTLED",
            ">RETRIES",
            ">COLD",
            ">P50",
            ">P90",
            ">P99",
            ">QUEUE P99",
            ">CONCURRENCY",
            ">CPU",
            ">PEAK MEMORY",
            ">MIB-S");
    ZoneId zone = shell().clock().getZone();
    List<StatsInfo.Series> all = stats.series();
    if (steps) {
      for (StatsInfo.Step at : all.get(0).steps()) {
        row(table, Words.time(at.time(), zone), at.numbers());
      }
    } else {
      for (StatsInfo.Series one : all.subList(1, all.size())) {
        row(table, one.name() == null ? "" : one.name(), one.total());
      }
    }
    row(table, "all", all.get(0).total());
    Map<String, Long> counts = all.get(0).total().counts();
    return counts.isEmpty()
        ? table.render()
        : table.render() + "\ncounted: " + Words.counts(counts) + "\n";
  }

  private static void row(Table table, String name, Numbers is) {
    boolean ran = is.invocations() > 0;
    table.row(
        name,
        Long.toString(is.invocations()),
        Long.toString(is.failed()),
        Long.toString(is.throttled()),
        Long.toString(is.retries()),
        ran ? Words.percent(is.coldShare()) : "",
        ran ? Words.millis(is.p50Ms()) : "",
        ran ? Words.millis(is.p90Ms()) : "",
        ran ? Words.millis(is.p99Ms()) : "",
        ran ? Words.millis(is.queueP99Ms()) : "",
        ran ? Words.number(is.concurrency()) : "",
        ran ? Words.millis(is.cpuMs()) : "",
        ran ? Words.bytes(is.peakMemoryBytes()) : "",
        ran ? Words.number(is.mibSeconds()) : "");
  }
}
