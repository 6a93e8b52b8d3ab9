package dev.sluice.store.audit;

import static dev.sluice.store.TestData.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.audit.AuditLine;
import dev.sluice.core.audit.AuditQuery;
import dev.sluice.core.audit.AuditStore;
import dev.sluice.store.DatabaseContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of the audit must do. */
abstract class AuditStoreContract extends DatabaseContract {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private AuditStore store;

  @Override
  protected void useStores() {
    store = database.audit();
  }

  private AuditLine line(String who, String kind, String name, Instant at, int status) {
    return new AuditLine(
        String.format("a%09d", COUNT.incrementAndGet()),
        namespace,
        at,
        who,
        false,
        "set",
        kind,
        name,
        "PUT",
        "/v1/größer'; --",
        "192.0.2.7",
        "curl/8",
        status);
  }

  private AuditLine kept(String who, String kind, String name) {
    AuditLine line = line(who, kind, name, NOW, 200);
    store.add(line);
    return line;
  }

  private AuditQuery query(@Nullable String who, @Nullable String kind, @Nullable String name) {
    return new AuditQuery(namespace, null, null, who, kind, name, null, 100);
  }

  @Test
  void shouldListTheNewestFirst() {
    AuditLine first = kept("ann", "alias", "f/live");
    AuditLine second = line("bob", "function", "f", NOW.plusSeconds(5), 403);
    store.note(second);

    assertThat(store.list(query(null, null, null))).containsExactly(second, first);
    assertThat(
            store.list(new AuditQuery(namespace, null, null, null, null, null, second.id(), 100)))
        .containsExactly(first);
    assertThat(store.list(new AuditQuery(namespace, null, null, null, null, null, null, 1)))
        .containsExactly(second);
    assertThat(
            store.list(
                new AuditQuery(namespace, NOW.plusSeconds(1), null, null, null, null, null, 9)))
        .containsExactly(second);
    assertThat(
            store.list(
                new AuditQuery(namespace, null, NOW.plusSeconds(5), null, null, null, null, 9)))
        .containsExactly(first);
  }

  @Test
  void shouldTellPeopleKindsAndNamesApart() {
    AuditLine alias = kept("ann", "alias", "f/live");
    AuditLine function = kept("bob", "function", "f");
    AuditLine other = kept("bob", "function", "f2");

    assertThat(store.list(query("ann", null, null))).containsExactly(alias);
    assertThat(store.list(query(null, "function", null))).containsExactly(other, function);
    assertThat(store.list(query(null, null, "f"))).containsExactly(function, alias);
    assertThat(store.list(query("ann", null, "f"))).containsExactly(alias);
    assertThat(store.list(new AuditQuery("elsewhere", null, null, null, null, null, null, 9)))
        .isEmpty();
  }

  @Test
  void shouldKeepSoManyOfEitherOutcome() {
    AuditLine oldest = kept("ann", "alias", "1");
    List<AuditLine> done = List.of(kept("ann", "alias", "2"), kept("ann", "alias", "3"));
    for (int i = 0; i < 5; i++) {
      store.note(line("eve", "alias", "x", NOW, 403));
    }

    assertThat(store.prune(NOW.minus(Duration.ofDays(1)), 2)).isGreaterThanOrEqualTo(4);

    assertThat(store.list(query("ann", null, null)))
        .containsExactly(done.get(1), done.get(0))
        .doesNotContain(oldest);
    assertThat(store.list(query("eve", null, null))).hasSize(2);
  }

  @Test
  void shouldForgetWhatIsTooOld() {
    AuditLine old = line("ann", "alias", "1", NOW.minus(Duration.ofDays(3_000)), 200);
    store.add(old);
    AuditLine recent = kept("ann", "alias", "2");

    store.prune(NOW.minus(Duration.ofDays(2_000)), 1_000_000);

    assertThat(store.list(query(null, null, null))).containsExactly(recent);
  }
}
