package dev.sluice.store.invocation;

import static dev.sluice.store.TestData.NOW;
import static dev.sluice.store.TestData.fresh;
import static dev.sluice.store.invocation.Records.invocation;
import static dev.sluice.store.invocation.Records.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.invocation.InvocationQuery;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Failure;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.core.invocation.InvocationStore;
import dev.sluice.core.invocation.LogRecord;
import dev.sluice.core.log.LogRemoval;
import dev.sluice.core.log.LogStore;
import dev.sluice.store.DatabaseContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of invocations must do: records. */
abstract class InvocationStoreContract extends DatabaseContract {
  /** Long before anything that other tests store. */
  private static final Instant OLD = Instant.parse("1999-12-31T23:59:59.999999999Z");

  @SuppressWarnings("NullAway.Init") // opened before all
  InvocationStore store;

  @SuppressWarnings("NullAway.Init") // opened before all
  LogStore logs;

  @SuppressWarnings("NullAway.Init") // opened before all
  LogRemoval removal;

  @Override
  protected void useStores() {
    store = database.invocations();
    logs = database.logs();
    removal = database.logRemoval();
  }

  InvocationQuery all(int limit) {
    return new InvocationQuery(namespace, null, null, null, null, null, null, limit);
  }

  private List<String> ids(InvocationQuery query) {
    return store.list(query).stream().map(InvocationRecord::id).toList();
  }

  @Test
  void shouldFindWhatWasAppended() {
    InvocationRecord good = invocation(namespace, "f", "1", NOW.plusNanos(789));
    InvocationRecord failed =
        invocation(
            namespace,
            "f",
            "2",
            NOW,
            Status.FAILED,
            false,
            new Failure(
                ErrorCode.FUNCTION_FAILED, "ValueError", "größe \"1\"", List.of("a\n b", "c")));
    InvocationRecord noInstance =
        invocation(
            namespace,
            "f",
            "3",
            NOW,
            Status.TIMED_OUT,
            null,
            new Failure(ErrorCode.FUNCTION_TIMED_OUT, "Timeout", "", List.of()));

    store.append(List.of(good, failed, noInstance), List.of());

    assertThat(store.find(namespace, "1")).contains(good);
    assertThat(store.find(namespace, "2")).contains(failed);
    assertThat(store.find(namespace, "3")).contains(noInstance);
    assertThat(store.find(namespace, "4")).isEmpty();
    assertThat(store.find(fresh("other"), "1")).isEmpty();
  }

  @Test
  void shouldAppendNothing() {
    store.append(List.of(), List.of());

    assertThat(store.list(all(10))).isEmpty();
  }

  @Test
  void shouldListNewestFirstPageByPage() {
    List<InvocationRecord> records = new ArrayList<>();
    for (int i = 10; i < 35; i++) {
      records.add(invocation(namespace, i % 2 == 0 ? "even" : "odd", "id" + i, NOW));
    }
    store.append(records, List.of());
    store.append(List.of(invocation(fresh("other"), "even", "id99", NOW)), List.of());

    List<String> pages = new ArrayList<>();
    List<String> page = ids(all(10));
    while (!page.isEmpty()) {
      pages.addAll(page);
      String last = page.get(page.size() - 1);
      page = ids(new InvocationQuery(namespace, null, null, null, null, null, last, 10));
    }

    assertThat(pages).hasSize(25).startsWith("id34", "id33").endsWith("id11", "id10");
    assertThat(ids(new InvocationQuery(namespace, "odd", null, null, null, null, "id20", 3)))
        .containsExactly("id19", "id17", "id15");
  }

  @Test
  void shouldListOnlyWhatIsAskedFor() {
    Failure failure = new Failure(ErrorCode.FUNCTION_FAILED, "E", "m", List.of());
    store.append(
        List.of(
            invocation(namespace, "f", "1", NOW),
            invocation(namespace, "f", "2", NOW.plusNanos(1), Status.FAILED, true, failure),
            invocation(namespace, "g", "3", NOW.plusNanos(2), Status.TIMED_OUT, true, failure)),
        List.of());

    assertThat(ids(new InvocationQuery(namespace, "f", null, null, null, null, null, 9)))
        .containsExactly("2", "1");
    assertThat(ids(new InvocationQuery(namespace, "f", "3", null, null, null, null, 9)))
        .containsExactly("2", "1");
    assertThat(ids(new InvocationQuery(namespace, "f", "4", null, null, null, null, 9))).isEmpty();
    assertThat(ids(new InvocationQuery(namespace, null, null, Status.FAILED, null, null, null, 9)))
        .containsExactly("2");
    assertThat(
            ids(
                new InvocationQuery(
                    namespace, null, null, null, NOW.plusNanos(1), NOW.plusNanos(2), null, 9)))
        .containsExactly("2");
    assertThat(
            ids(
                new InvocationQuery(
                    namespace, null, null, null, Instant.MIN, Instant.MAX, null, 9)))
        .containsExactly("3", "2", "1");
  }

  @Test
  void shouldTakeTheSameBatchTwice() {
    long next = logs.lastId() + 1;
    InvocationRecord first = invocation(namespace, "f", "1", NOW);
    InvocationRecord second = invocation(namespace, "f", "2", NOW);
    LogRecord line = line(next, namespace, "f", "1", NOW, "one");
    LogRecord other = line(next + 1, namespace, "f", "2", NOW, "two");
    store.append(List.of(first), List.of(line));

    store.append(List.of(first, second), List.of(line, other));

    assertThat(store.list(all(10))).containsExactly(second, first);
    assertThat(logs.lastId()).isEqualTo(next + 1);
  }

  @Test
  void shouldStoreRecordsThatDatabasesRefuse() {
    String odd = "nul \0 half \udc00";
    long next = logs.lastId() + 1;
    Failure failure =
        new Failure(ErrorCode.FUNCTION_FAILED, odd, odd + "x".repeat(2_000_000), List.of(odd));
    store.append(
        List.of(invocation(namespace, "f", "1", NOW, Status.FAILED, null, failure)),
        List.of(line(next, namespace, "f", "1", NOW, odd + "y".repeat(2_000_000))));

    Failure stored = store.find(namespace, "1").map(InvocationRecord::failure).orElseThrow();
    assertThat(stored.type()).startsWith("nul ").doesNotContain("\udc00");
    assertThat(stored.message()).startsWith("nul ").endsWith("xxx");
    assertThat(logs.lastId()).isEqualTo(next);
  }

  @Test
  void shouldPruneOldInvocations() {
    List<InvocationRecord> records = new ArrayList<>();
    for (int i = 0; i < 1_201; i++) {
      records.add(invocation(namespace, "f", "old" + (10_000 + i), OLD.minusNanos(i + 1)));
    }
    records.add(invocation(namespace, "f", "kept", OLD));
    store.append(records, List.of());

    assertThat(store.prune(OLD)).isEqualTo(1_201);

    assertThat(ids(all(10))).containsExactly("kept");
    assertThat(store.prune(OLD)).isZero();
    assertThat(store.prune(OLD.plus(Duration.ofNanos(1)))).isEqualTo(1);
    assertThat(store.list(all(10))).isEmpty();
  }
}
