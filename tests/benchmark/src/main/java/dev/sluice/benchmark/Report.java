package dev.sluice.benchmark;

import dev.sluice.benchmark.logs.LogIngest;
import dev.sluice.benchmark.stats.Question;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what was measured, as Markdown. */
final class Report {
  private final StringBuilder text = new StringBuilder();

  Report warm(WarmCalls warm) {
    text.append("\n## Warm calls of the echo function (79 bytes)\n\n");
    row(
        "language",
        "connections",
        "server",
        "requests/s",
        "p50 ms",
        "p99 ms",
        "CPU us",
        "of bound");
    row("---", "--:", "---", "--:", "--:", "--:", "--:", "--:");
    for (Language language : Language.WARM) {
      for (int connections : Plan.CONNECTIONS) {
        WarmCalls.Sample bound = warm.median(language, connections, "bound");
        for (String subject : List.of("bound", "sluice")) {
          WarmCalls.Sample sample = warm.median(language, connections, subject);
          row(
              language.title(),
              Integer.toString(connections),
              subject,
              number("%.0f", sample.perSecond()),
              number("%.3f", sample.p50Millis()),
              number("%.3f", sample.p99Millis()),
              number("%.0f", sample.cpuMicros()),
              number("%.2f", sample.perSecond() / bound.perSecond()));
        }
      }
    }
    return this;
  }

  Report workflows(WorkflowRuns workflows) {
    text.append("\n## Executions of workflows (five steps: set, switch)\n\n");
    row("", "executions/s", "a CPU second");
    row("---", "--:", "--:");
    row("in memory", "", number("%.0f", workflows.memory().perCpuSecond()));
    row("in memory, history as text", "", number("%.0f", workflows.memory().encodedPerCpuSecond()));
    row(
        "on disk when acknowledged",
        number("%.0f", workflows.stored().perSecond()),
        number("%.0f", workflows.stored().perCpuSecond()));
    row(
        "the same rows, the store alone",
        number("%.0f", workflows.bound().perSecond()),
        number("%.0f", workflows.bound().perCpuSecond()));
    text.append(
        number("\nOne in memory: p50 %.1f us. ", workflows.memory().p50Micros())
            + number(
                "An event to the one that waits for it: p50 %.0f us, ", workflows.single().event())
            + number("a turn of the store alone %.0f us.\n", workflows.single().turn()));
    return this;
  }

  Report stats(StatsQueries stats) {
    text.append("\n## Numbers of functions, asked for over HTTP\n\n");
    row("of", "p50 ms", "p95 ms", "the store alone p50", "of the store");
    row("---", "--:", "--:", "--:", "--:");
    for (Question question : Question.values()) {
      StatsQueries.Told told = stats.told(question);
      row(
          question.title(),
          number("%.1f", told.p50()),
          number("%.1f", told.p95()),
          number("%.1f", told.alone()),
          number("%.2f", told.p50() / told.alone()));
    }
    return this;
  }

  Report cold(ColdStarts cold) {
    text.append("\n## Cold starts (").append(cold.count()).append(" fresh versions each)\n\n");
    row("language", "p50 ms", "p95 ms", "without pool p50", "p95", "bare interpreter p50", "p95");
    row("---", "--:", "--:", "--:", "--:", "--:", "--:");
    for (Language language : Language.values()) {
      row(
          language.title(),
          number("%.1f", cold.cold(language, 0.5)),
          number("%.1f", cold.cold(language, 0.95)),
          number("%.1f", cold.alone(language, 0.5)),
          number("%.1f", cold.alone(language, 0.95)),
          number("%.1f", cold.bare(language, 0.5)),
          number("%.1f", cold.bare(language, 0.95)));
    }
    return this;
  }

  Report burst(Burst.Result functions, Burst.Result interpreters) {
    text.append("\n## ").append(functions.count()).append(" first calls at once\n\n");
    row("what", "p50 ms", "p95 ms", "all ms", "of bare");
    row("---", "--:", "--:", "--:", "--:");
    row("bare interpreters", interpreters, interpreters);
    row("functions", functions, interpreters);
    return this;
  }

  private void row(String what, Burst.Result burst, Burst.Result bare) {
    row(
        what,
        number("%.1f", burst.p50()),
        number("%.1f", burst.p95()),
        number("%.1f", burst.all()),
        number("%.2f", burst.all() / bare.all()));
  }

  Report neighbours(Neighbours neighbours) {
    text.append("\n## Warm calls over one connection beside a hostile function\n\n");
    row("beside one that", "p50 ms", "p99 ms", "alone p50", "p99", "of p99");
    row("---", "--:", "--:", "--:", "--:", "--:");
    neighbours
        .ratios()
        .forEach(
            (bomb, ratio) ->
                row(
                    bomb.title(),
                    number("%.3f", ratio.p50()),
                    number("%.3f", ratio.p99()),
                    number("%.3f", ratio.p50Alone()),
                    number("%.3f", ratio.p99Alone()),
                    number("%.2f", ratio.ofP99())));
    return this;
  }

  Report memory(Map<Language, IdleMemory.Idle> idle) {
    text.append("\n## Memory of an idle instance or waiting host, with its sandbox\n\n");
    row("language", "instances", "PSS MiB", "cgroup MiB", "fit in 4 GiB");
    row("---", "--:", "--:", "--:", "--:");
    idle.forEach(
        (language, memory) ->
            row(
                language.title(),
                Integer.toString(memory.instances()),
                number("%.1f", memory.pssMiB()),
                number("%.1f", memory.cgroupMiB()),
                number("%.0f", Math.floor(4096 / memory.pssMiB()))));
    return this;
  }

  Report async(AsyncEvents async) {
    text.append("\n## Asynchronous events of 64 callers (79 bytes)\n\n");
    row("what", "a second", "of bound", "p99 ms");
    row("---", "--:", "--:", "--:");
    double bound = async.insertsPerSecond();
    row("bound: rows of the store alone", number("%.0f", bound), "1.00", "");
    row("accepted, on disk, while none runs", async.alone(), bound);
    row("accepted, on disk, while the function runs them", async.running(), bound);
    row("run, of a backlog of 5,000", number("%.0f", async.ranPerSecond()), "", "");
    text.append("\nAccept to start of a warm function, p50: ")
        .append(number("%.2f", async.startMillis()))
        .append(" ms\n");
    return this;
  }

  private void row(String what, AsyncEvents.Accepted accepted, double bound) {
    row(
        what,
        number("%.0f", accepted.perSecond()),
        number("%.2f", accepted.perSecond() / bound),
        number("%.3f", accepted.p99Millis()));
  }

  Report sources(SourceThroughput sources) {
    text.append("\n## Messages of brokers, ").append(sources.messages());
    text.append(" at a time (79 bytes)\n\n");
    row("broker", "until", "a second", "of bound");
    row("---", "---", "--:", "--:");
    for (SourceThroughput.Brought one : sources.brought()) {
      String title = one.title();
      broker(title, "bound: a plain client has acknowledged them", one.raw(), one.raw());
      broker(title, "the function has run for each", one.single(), one.raw());
      broker(title, "the function has run for 100 at a time", one.batched(), one.raw());
    }
    return this;
  }

  private void broker(String title, String until, double perSecond, double bound) {
    row(title, until, number("%.0f", perSecond), number("%.3f", perSecond / bound));
  }

  Report schedules(ScheduleTimes schedules) {
    text.append("\n## ").append(schedules.schedules());
    text.append(" schedules, a tenth of them due at each second: how late\n\n");
    row("what", "p50 ms", "p99 ms");
    row("---", "--:", "--:");
    row(
        "bound: as many timers of the JDK",
        number("%.2f", schedules.timer(0.5)),
        number("%.2f", schedules.timer(0.99)));
    row(
        "the event is accepted",
        number("%.2f", schedules.accepted(0.5)),
        number("%.2f", schedules.accepted(0.99)));
    row(
        "the function starts",
        number("%.2f", schedules.started(0.5)),
        number("%.2f", schedules.started(0.99)));
    text.append("\nSchedules made, each on disk: ")
        .append(number("%.0f", schedules.madePerSecond()))
        .append(" a second\n");
    return this;
  }

  Report logs(LogSearches logs) {
    LogIngest.Result alone = logs.alone();
    LogIngest.Result indexed = logs.indexed();
    text.append("\n## Log: ").append(logs.lines()).append(" lines\n\n");
    row(
        "put into",
        "lines/s stored",
        "of bound",
        "lines/s searchable",
        "database MiB",
        "index MiB");
    row("---", "--:", "--:", "--:", "--:", "--:");
    row("the store alone", alone, alone);
    row("the store, with the index", indexed, alone);
    text.append('\n');
    row("search over HTTP for", "p50 ms", "p95 ms", "store alone p50", "of that", "of 200 ms");
    row("---", "--:", "--:", "--:", "--:", "--:");
    logs.kinds()
        .forEach(
            (search, found) ->
                row(
                    search,
                    number("%.1f", found.p50()),
                    number("%.1f", found.p95()),
                    number("%.1f", found.scanned()),
                    number("%.3f", found.p50() / found.scanned()),
                    number("%.2f", found.p95() / 200)));
    return this;
  }

  private void row(String what, LogIngest.Result ingest, LogIngest.Result bound) {
    row(
        what,
        number("%.0f", ingest.stored()),
        number("%.2f", ingest.stored() / bound.stored()),
        number("%.0f", ingest.searchable()),
        number("%.0f", ingest.databaseMiB()),
        number("%.0f", ingest.indexMiB()));
  }

  Report floors(List<Floors.Floor> floors) {
    text.append("\n## Floors\n\n");
    for (Floors.Floor floor : floors) {
      text.append(floor.held() ? "- pass: " : "- FAIL: ")
          .append(floor.what())
          .append(" (")
          .append(floor.found())
          .append(")\n");
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
  }
}
