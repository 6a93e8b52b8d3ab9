package dev.sluice.studio.core.operate;

import dev.sluice.api.StatsInfo;
import dev.sluice.client.TopRequest;
import dev.sluice.studio.core.connection.ServerAccess;
import dev.sluice.studio.core.stats.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The functions that ran in the last time, those first that have the most of something. Confined to
 * the UI thread.
 */
public final class TopPresenter extends ListPresenter<StatsInfo> {
  /** How far it can look back: the server tells of all functions for a day at most. */
  public static final List<TimeRange> RANGES =
      List.of(TimeRange.HOUR, TimeRange.HOURS_6, TimeRange.DAY);

  private static final int MOST = 100;

  private static final StatsInfo NOTHING =
      new StatsInfo(null, Instant.EPOCH, Instant.EPOCH, 60, List.of());

  /** What can be sorted by. */
  public enum Order {
    NAME,
    INVOCATIONS,
    FAILED,
    P99,
    CONCURRENCY,
    CPU,
    MEMORY,
    THROTTLED,
    BACKLOG;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is asked for; the question is asked by another thread. */
  private record Choice(TimeRange range, Order order) {}

  private final AtomicReference<Choice> choice;

  /** A presenter that has loaded nothing yet. */
  public TopPresenter(ServerAccess server, Clock clock, ListView view) {
    this(server, clock, view, new AtomicReference<>(new Choice(TimeRange.HOUR, Order.INVOCATIONS)));
  }

  private TopPresenter(
      ServerAccess server, Clock clock, ListView view, AtomicReference<Choice> choice) {
    super(
        server,
        "Loading the top functions",
        client -> client.topStats(request(choice.get(), clock.instant())),
        NOTHING,
        view);
    this.choice = choice;
  }

  private static TopRequest request(Choice now, Instant until) {
    return new TopRequest(
        List.of(),
        until.minus(now.range().length()),
        until,
        now.range().step(),
        now.order().word(),
        MOST,
        true);
  }

  /** How far it looks back. */
  public TimeRange range() {
    return choice.get().range();
  }

  /** Looks this far back. */
  public void range(TimeRange wanted) {
    choice.set(new Choice(wanted, choice.get().order()));
    polled.ask();
  }

  /** Has those first that have the most of this, or by name. */
  public void sort(Order order) {
    choice.set(new Choice(range(), order));
    polled.ask();
  }

  /** The functions, the first of them first. */
  public List<StatsInfo.Series> visible() {
    return polled.now().series().stream().skip(1).filter(one -> says(name(one))).toList();
  }

  /** Of which function it is. */
  public static String name(StatsInfo.Series one) {
    return String.valueOf(one.name());
  }

  /** How many invocations ended in each step, the first step first. */
  public static double[] course(StatsInfo.Series one) {
    return one.steps().stream().mapToDouble(step -> step.numbers().invocations()).toArray();
  }

  /** The share that failed, 0 to 1; below 0 where nothing ran. */
  public static double failedShare(StatsInfo.Series one) {
    long all = one.total().invocations();
    return all == 0 ? -1 : one.total().failed() / (double) all;
  }

  /** All of them together, or what the last action came to. */
  @Override
  public String summary() {
    List<StatsInfo.Series> series = polled.now().series();
    if (!polled.message().isEmpty() || series.isEmpty()) {
      return polled.message();
    }
    StatsInfo.Numbers all = series.get(0).total();
    int functions = series.size() - 1;
    return String.format(
        Locale.ENGLISH,
        "%s: %,d invocations, %,d failed",
        functions == MOST
            ? "the first " + MOST
            : functions == 1 ? "1 function" : functions + " functions",
        all.invocations(),
        all.failed());
  }
}
