package dev.sluice.store.stats;

import static dev.sluice.store.TestData.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Failure;
import dev.sluice.core.invocation.InvocationRecord.Phases;
import dev.sluice.core.invocation.InvocationRecord.Request;
import dev.sluice.core.invocation.InvocationRecord.RoutedBy;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.core.invocation.InvocationRecord.Usage;
import dev.sluice.core.stats.Sample;
import dev.sluice.core.stats.SampleKey;
import dev.sluice.core.stats.StatsKey;
import dev.sluice.core.stats.Tally;
import dev.sluice.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of numbers must do. */
abstract class StatsStoreContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final String namespace = fresh("ns");

  @TempDir Path folder;
  private Database database;

  abstract Database open(Path folder);

  @BeforeEach
  void open() {
    database = open(folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private InvocationRecord done(String version, Instant at, long millis, ErrorCode failed) {
    return new InvocationRecord(
        fresh("i"),
        namespace,
        "f",
        version,
        "live",
        RoutedBy.WEIGHT,
        "http",
        failed == null ? Status.SUCCEEDED : Status.FAILED,
        failed == null,
        at,
        Duration.ofMillis(millis),
        new Phases(Duration.ofMillis(1), Duration.ZERO, Duration.ZERO, Duration.ZERO),
        new Usage(Duration.ofMillis(millis / 2), millis << 20, millis * 128),
        new Request(1, "application/json", null, null),
        1,
        null,
        failed == null ? null : "another",
        null,
        failed == null ? Map.of("orders", millis) : Map.of(),
        failed == null ? null : new InvocationRecord.Async(3, Duration.ZERO, null),
        failed == null ? null : new Failure(failed, "Error", "no", List.of()));
  }

  private StatsKey key(String version, Instant at) {
    return new StatsKey(namespace, "f", version, "live", StatsKey.minute(at));
  }

  @Test
  void shouldCountInvocationsByMinuteAndVersionOverSeveralTransactions() {
    InvocationRecord first = done("1", NOON, 10, null);
    database.invocations().append(List.of(first, done("2", NOON, 20, null)), List.of());
    database
        .invocations()
        .append(
            List.of(
                done("1", NOON.plusSeconds(30), 40, ErrorCode.FUNCTION_FAILED),
                done("1", NOON.plusSeconds(59), 2_000, ErrorCode.FUNCTION_TIMED_OUT)),
            List.of());

    Map<StatsKey, Tally> read =
        database.stats().read(namespace, List.of("f"), NOON, NOON.plusSeconds(120));

    assertThat(read.keySet())
        .containsExactlyInAnyOrder(key("1", NOON), key("2", NOON), key("1", NOON.plusSeconds(60)));
    Tally tally = read.get(key("1", NOON));
    assertThat(tally.invocations()).isEqualTo(2);
    assertThat(tally.cold()).isEqualTo(1);
    assertThat(tally.replays()).isEqualTo(1);
    assertThat(tally.retries()).isEqualTo(2);
    assertThat(tally.errors()).isEqualTo(Map.of(ErrorCode.FUNCTION_FAILED, 1L));
    assertThat(tally.busy()).isEqualTo(Duration.ofMillis(48));
    assertThat(tally.durations().percentile(1)).isBetween(36.0, 44.0);
    assertThat(tally.processor()).isEqualTo(Duration.ofMillis(25));
    assertThat(tally.peakMemoryBytes()).isEqualTo(40L << 20);
    assertThat(tally.mebibyteMillis()).isEqualTo(50 * 128);
    assertThat(database.stats().read(namespace, List.of("g"), NOON, NOON.plusSeconds(120)))
        .isEmpty();
    assertThat(
            database
                .stats()
                .read(namespace, List.of("f"), NOON.plusSeconds(1), NOON.plusSeconds(60)))
        .isEmpty();
  }

  @Test
  void shouldCountNothingTwiceWhenAnAppendIsRepeated() {
    List<InvocationRecord> some = List.of(done("1", NOON, 10, null));
    database.invocations().append(some, List.of());
    database.invocations().append(some, List.of());

    assertThat(
            database
                .stats()
                .read(namespace, List.of("f"), NOON, NOON.plusSeconds(60))
                .get(key("1", NOON)))
        .satisfies(tally -> assertThat(tally.invocations()).isEqualTo(1));
  }

  @Test
  void shouldAddUpWhatWasTurnedAwayAndForgetWhatIsOld() {
    database.stats().addThrottled(Map.of(key("1", NOON), 3L));
    database.stats().addThrottled(Map.of(key("1", NOON), 4L, key("2", NOON), 1L));
    database.invocations().append(List.of(done("1", NOON, 10, null)), List.of());

    Map<StatsKey, Tally> read =
        database.stats().read(namespace, List.of("f"), NOON, NOON.plusSeconds(60));
    assertThat(read.get(key("1", NOON)).throttled()).isEqualTo(7);
    assertThat(read.get(key("1", NOON)).invocations()).isEqualTo(1);
    assertThat(read.get(key("2", NOON)).throttled()).isEqualTo(1);

    database.stats().prune(NOON.plusSeconds(1));
    assertThat(database.stats().read(namespace, List.of("f"), NOON, NOON.plusSeconds(60)))
        .isEmpty();
  }

  @Test
  void shouldKeepTheMostOfEachMinute() {
    SampleKey key = new SampleKey(namespace, "f", StatsKey.minute(NOON));
    database.stats().addSamples(Map.of(key, new Sample(5, Duration.ofSeconds(2), 1)));
    database.stats().addSamples(Map.of(key, new Sample(3, Duration.ofSeconds(9), 4)));
    SampleKey other = new SampleKey(namespace, "g", StatsKey.minute(NOON));
    database.stats().addSamples(Map.of(other, new Sample(0, Duration.ZERO, 1)));

    assertThat(samples(List.of("f"), NOON))
        .isEqualTo(Map.of(key, new Sample(5, Duration.ofSeconds(9), 4)));
    assertThat(samples(List.of(), NOON)).containsOnlyKeys(key, other);
    assertThat(samples(List.of("f", "g", "h"), NOON)).containsOnlyKeys(key, other);
    assertThat(samples(List.of(), NOON.plusSeconds(60))).isEmpty();
    assertThat(database.stats().samples(fresh("other"), List.of(), NOON, NOON.plusSeconds(60)))
        .isEmpty();

    database.stats().prune(NOON.plusSeconds(1));
    assertThat(samples(List.of(), NOON)).isEmpty();
  }

  private Map<SampleKey, Sample> samples(List<String> functions, Instant from) {
    return database.stats().samples(namespace, functions, from, from.plusSeconds(60));
  }

  @Test
  void shouldReadAllFunctionsOfTheNamespace() {
    database.invocations().append(List.of(done("1", NOON, 10, null)), List.of());
    StatsKey g = new StatsKey(namespace, "g", "1", "live", StatsKey.minute(NOON));
    database.stats().addThrottled(Map.of(g, 1L));

    assertThat(database.stats().read(namespace, List.of(), NOON, NOON.plusSeconds(60)))
        .containsOnlyKeys(key("1", NOON), g);
    assertThat(database.stats().read(fresh("o"), List.of(), NOON, NOON.plusSeconds(60))).isEmpty();
  }
}
