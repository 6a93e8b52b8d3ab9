package dev.sluice.app.cli.logs;

import dev.sluice.api.LogLine;
import dev.sluice.api.LogOwner;
import dev.sluice.api.Page;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Spans;
import dev.sluice.client.LogRequest;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Prints logs, as its options say. Not thread-safe. */
abstract class LogVerb extends ServerVerb {
  private static final int MAX_LINES = 10_000;

  /** Levels, the gravest last. */
  enum Level {
    debug,
    info,
    warn,
    error
  }

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with new lines until Ctrl+C.")
  boolean follow;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only later lines: 10m, 2h, 1d or 2026-11-24T10:00:00Z.")
  @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Only earlier lines; not with --follow.")
  @Nullable String until;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "This level and graver ones: debug, info, warn or error.")
  @Nullable Level level;

  @Option(
      names = "--grep",
      paramLabel = "TEXT",
      description = "Only lines with this text, in any case.")
  @Nullable String text;

  @Option(
      names = "--regex",
      paramLabel = "PATTERN",
      description = "Of those, only lines in which this regular expression finds something.")
  @Nullable String regex;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      description = "Only of this version: latest or a number.")
  @Nullable String version;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "The newest so many lines (1000; 20 with --follow).")
  @Nullable Integer limit;

  @Option(names = "--wide", description = "Print each line's version and invocation too.")
  boolean wide;

  LogVerb(Shell shell) {
    super(shell);
  }

  /** Whose logs; empty for all. */
  abstract List<LogOwner> owners();

  /** The invocation or execution whose lines are wanted; null for all. */
  abstract @Nullable String about();

  @Override
  protected final int run(SluiceClient client) throws IOException {
    int lines = limit != null ? limit : follow && since == null ? 20 : 1000;
    if (lines < 0 || lines > MAX_LINES || (lines == 0 && !follow)) {
      throw wrongUsage("--limit is from 1 to " + MAX_LINES);
    }
    if (until != null && follow) {
      throw wrongUsage("--until and --follow exclude each other");
    }
    LogRequest request =
        new LogRequest(
            version,
            about(),
            level == null ? null : level.name(),
            text,
            moment(since),
            moment(until),
            lines);
    Predicate<LogLine> also = pattern();
    List<LogOwner> owners = owners();
    LogPrinter printer =
        new LogPrinter(console(), shell().clock().getZone(), json(), owners.size() != 1, wide);
    if (follow) {
      return new LogFollower(owners, request, also, printer, console(), this::connect).run(client);
    }
    List<LogLine> found = newest(client, owners, request, also);
    if (json()) {
      console().print(Json.pretty(new Page<>(found, null)));
    } else if (found.isEmpty()) {
      console().note("no lines");
    } else {
      found.forEach(printer::print);
    }
    return OK;
  }

  /** Their newest lines, as they were written. */
  static List<LogLine> newest(
      SluiceClient client, List<LogOwner> owners, LogRequest request, Predicate<LogLine> also)
      throws IOException {
    return client.logs(owners, request).stream().filter(also).toList();
  }

  private Predicate<LogLine> pattern() {
    if (regex == null) {
      return line -> true;
    }
    try {
      Pattern pattern = Pattern.compile(regex);
      return line -> pattern.matcher(line.text()).find();
    } catch (PatternSyntaxException e) {
      throw wrongUsage("--regex '" + regex + "' is no regular expression: " + e.getDescription());
    }
  }

  private @Nullable Instant moment(@Nullable String time) {
    try {
      return time == null ? null : Spans.moment(time, shell().clock().instant());
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
  }
}
