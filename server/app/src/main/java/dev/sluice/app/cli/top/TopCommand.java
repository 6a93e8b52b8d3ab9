package dev.sluice.app.cli.top;

import dev.sluice.api.FunctionInfo;
import dev.sluice.api.InstanceInfo;
import dev.sluice.api.Page;
import dev.sluice.api.QueueInfo;
import dev.sluice.api.StatsInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.ListRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.client.TopRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice top}. Not thread-safe. */
@Command(
    name = "top",
    customSynopsis = "sluice top [OPTION...]",
    description = {
      "Show how functions run now, until Ctrl+C.",
      "The numbers are of the minute that runs and the one before."
    },
    footer = {"  sluice top", "  sluice top --sort errors", "  sluice top --once --output json"})
public final class TopCommand extends ServerVerb {
  /** To the upper left corner, and everything below it is gone. */
  private static final String CLEAR = "\u001b[H\u001b[J";

  /** The most functions that the server tells of at once. */
  private static final int MOST = 10_000;

  @Option(names = "--once", description = "Show it once and end.")
  boolean once;

  @Option(
      names = "--sort",
      paramLabel = "COLUMN",
      description = {
        "name, rate (default), errors, p50, p99, cold, busy, instances,",
        "memory, backlog or dead."
      })
  TopColumn sort = TopColumn.rate;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "How often it is shown anew (2 when left out).")
  int every = 2;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "The first so many (20 when left out).")
  int limit = 20;

  TopCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run(SluiceClient client) throws IOException {
    if (limit < 1) {
      throw wrongUsage("--limit is at least 1");
    }
    if (every < 1 || every > 3600) {
      throw wrongUsage("--every is from 1 to 3600");
    }
    while (true) {
      List<TopRow> rows = rows(client).stream().sorted(sort.order()).limit(limit).toList();
      if (json()) {
        console()
            .print(
                once
                    ? Json.pretty(new Page<>(rows, null))
                    : Json.line(new Page<>(rows, null)) + "\n");
      } else {
        boolean again = !once && console().outTerminal();
        console().print((again ? CLEAR : "") + table(rows) + (once || again ? "" : "\n"));
      }
      console().flush();
      if (once) {
        return OK;
      }
      rest();
    }
  }

  private List<TopRow> rows(SluiceClient client) throws IOException {
    Instant now = shell().clock().instant();
    Instant from = now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(1));
    Map<String, List<QueueInfo>> queues =
        client.queue().queues(null).stream().collect(Collectors.groupingBy(QueueInfo::function));
    Map<String, List<InstanceInfo>> instances =
        client.instances().list(null).items().stream()
            .collect(Collectors.groupingBy(InstanceInfo::function));
    Map<String, StatsInfo.Numbers> numbers = numbers(client, from, now);
    List<TopRow> rows = new ArrayList<>();
    String cursor = null;
    do {
      Page<FunctionInfo> page = client.functions(new ListRequest(Map.of(), null, 1000, cursor));
      for (FunctionInfo function : page.items()) {
        String name = function.name();
        rows.add(
            TopRow.of(
                name,
                numbers.getOrDefault(name, TopRow.IDLE),
                Duration.between(from, now),
                instances.getOrDefault(name, List.of()),
                queues.getOrDefault(name, List.of())));
      }
      cursor = page.next();
    } while (cursor != null);
    return rows;
  }

  /** Of those that ran, by their names. */
  private static Map<String, StatsInfo.Numbers> numbers(
      SluiceClient client, Instant from, Instant now) throws IOException {
    Map<String, StatsInfo.Numbers> numbers = new HashMap<>();
    TopRequest all = new TopRequest(List.of(), from, now, "1m", "name", MOST, false);
    for (StatsInfo.Series one : client.topStats(all).series()) {
      if (one.name() != null) {
        numbers.put(one.name(), one.total());
      }
    }
    return numbers;
  }

  private static String table(List<TopRow> rows) {
    Table table =
        new Table(
            "FUNCTION",
            ">RATE/S",
            ">ERRORS/S",
            ">P50",
            ">P99",
            ">COLD",
            ">BUSY",
            ">INSTANCES",
            ">MEMORY",
            ">THROTTLED",
            ">BACKLOG",
            ">DEAD");
    for (TopRow row : rows) {
      boolean ran = row.perSecond() > 0;
      table.row(
          row.function(),
          Words.number(row.perSecond()),
          Words.number(row.failedPerSecond()),
          ran ? Words.millis(row.p50Ms()) : "",
          ran ? Words.millis(row.p99Ms()) : "",
          ran ? Words.percent(Math.round(row.coldShare() * 1e3) / 1e3) : "",
          Words.number(Math.round(row.busy() * 1e2) / 1e2),
          Integer.toString(row.instances()),
          row.instances() == 0 ? "" : Words.bytes(row.memoryBytes()),
          Long.toString(row.throttled()),
          Long.toString(row.waiting()),
          Long.toString(row.deadLetters()));
    }
    return table.render();
  }

  private void rest() throws IOException {
    try {
      if (new CountDownLatch(1).await(every, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody counts down");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }
}
