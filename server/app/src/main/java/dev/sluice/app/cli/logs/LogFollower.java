package dev.sluice.app.cli.logs;

import dev.sluice.api.LiveEvent;
import dev.sluice.api.LogLine;
import dev.sluice.api.LogOwner;
import dev.sluice.app.cli.shell.CliException;
import dev.sluice.app.cli.shell.Console;
import dev.sluice.client.LiveStream;
import dev.sluice.client.LogRequest;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Prints a log as it is written, across restarts of the server. The live stream is opened first and
 * then what was written before is read, so no line is missed; lines are told apart by their ids, so
 * none is printed twice. Not thread-safe.
 */
final class LogFollower {
  private static final List<String> LEVELS = List.of("debug", "info", "warn", "error");
  private static final int CATCH_UP = 10_000;
  private static final long FIRST_PAUSE_MS = 250;
  private static final long LONGEST_PAUSE_MS = 5_000;

  private final List<LogOwner> owners;
  private final Predicate<LogLine> also;
  private final LogRequest wanted;
  private final LogPrinter printer;
  private final Console console;
  private final Supplier<SluiceClient> connect;
  private final RecentIds printed = new RecentIds(2 * CATCH_UP);
  private @Nullable Instant last;
  private long pause = FIRST_PAUSE_MS;
  private boolean lost;

  /**
   * Follows logs.
   *
   * @param owners whose; empty for all
   * @param also what lines must be besides what is asked of the server
   * @param connect finds the server again after it went away
   */
  LogFollower(
      List<LogOwner> owners,
      LogRequest wanted,
      Predicate<LogLine> also,
      LogPrinter printer,
      Console console,
      Supplier<SluiceClient> connect) {
    this.owners = List.copyOf(owners);
    this.also = also;
    this.wanted = wanted;
    this.printer = printer;
    this.console = console;
    this.connect = connect;
  }

  /** Follows until the process ends, or the server refuses. */
  int run(SluiceClient first) throws IOException {
    // A name that nobody has is no reason to wait.
    List<LogLine> unused = first.logs(owners, LogRequest.newest(1));
    SluiceClient client = first;
    while (true) {
      try {
        follow(client);
      } catch (SluiceApiException e) {
        if (e.status() < 500) {
          throw e;
        }
        lost();
      } catch (IOException | UncheckedIOException e) {
        lost();
      }
      rest();
      client = again(client);
    }
  }

  private void lost() {
    if (!lost) {
      console.note("the connection to the server broke; waiting for it to come back");
      lost = true;
    }
  }

  private void follow(SluiceClient client) throws IOException {
    try (LiveStream stream = new LiveStream()) {
      // The stream is of one function, or of all.
      boolean one = owners.size() == 1 && owners.get(0).kind() == LogOwner.Kind.FUNCTION;
      String only = one ? owners.get(0).name() : null;
      client.stream(Set.of("logs"), only, stream, () -> catchUp(client), this::live);
    }
  }

  private SluiceClient again(SluiceClient before) {
    try {
      return connect.get();
    } catch (CliException e) {
      // No server now: the old address is as good as any until one starts.
      return before;
    }
  }

  /** Runs in the reading thread: live lines wait in the connection meanwhile. */
  private void catchUp(SluiceClient client) {
    if (lost) {
      console.note("the server is back");
      lost = false;
    }
    pause = FIRST_PAUSE_MS;
    Instant since = last == null ? wanted.since() : last;
    int limit = last == null ? wanted.limit() : CATCH_UP;
    if (limit > 0) {
      try {
        LogRequest before =
            new LogRequest(
                wanted.version(),
                wanted.invocation(),
                wanted.level(),
                wanted.text(),
                since,
                null,
                limit);
        LogVerb.newest(client, owners, before, also).forEach(this::print);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    console.flush();
  }

  private void live(LiveEvent event) {
    LogLine line = event.log();
    if (line != null && matches(line)) {
      print(line);
      console.flush();
    }
  }

  private void print(LogLine line) {
    if (printed.add(line.id())) {
      last = last == null || line.time().isAfter(last) ? line.time() : last;
      printer.print(line);
    }
  }

  /** The filters of the query, for lines that come without one. */
  private boolean matches(LogLine line) {
    String text = wanted.text();
    String level = wanted.level();
    String version = wanted.version();
    String invocation = wanted.invocation();
    return (owners.isEmpty() || owners.contains(line.owner()))
        && also.test(line)
        && (version == null || version.equals(line.version()))
        && (invocation == null || line.concerns(invocation))
        && (level == null || LEVELS.indexOf(line.level()) >= LEVELS.indexOf(level))
        && (text == null
            || line.text().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
  }

  private void rest() throws IOException {
    try {
      if (new CountDownLatch(1).await(pause, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("nobody counts down");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
    pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
  }
}
