package dev.sluice.core.namespace;

import static dev.sluice.core.fake.Refused.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.NamespaceSpec;
import dev.sluice.core.SluiceException;
import dev.sluice.core.fake.TestCore;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuotasTest {
  private final TestCore core = new TestCore();
  private final AtomicLong nanos = new AtomicLong();
  private final Quotas quotas = new Quotas(core.namespaces, nanos::get);
  private final NamespaceService namespaces =
      new NamespaceService(core.namespaces, quotas, Clock.systemUTC(), name -> {});

  @AfterEach
  void close() {
    core.close();
  }

  @Test
  void shouldLetNamespacesWithoutQuotasDoWhatTheyLike() {
    for (int i = 0; i < 1_000; i++) {
      quotas.enter("free");
    }
    assertThat(quotas.of("free")).isEqualTo(Quota.NONE);
  }

  @Test
  void shouldRefuseMoreCallsThanFitIntoAMinuteUntilItIsOver() {
    namespaces.create(limits(null, null, null, 3));
    for (int i = 0; i < 3; i++) {
      quotas.enter("team");
      nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    }

    assertThatThrownBy(() -> quotas.enter("team"))
        .isInstanceOfSatisfying(
            SluiceException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.RATE_EXCEEDED);
              assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(30));
            });
    quotas.enter("other");
    nanos.addAndGet(Duration.ofSeconds(30).toNanos());
    quotas.enter("team");
  }

  @Test
  void shouldRefuseMoreCallsAtOnceThanAllowed() {
    namespaces.create(limits(null, 2, null, null));
    quotas.enter("team");
    quotas.enter("team");

    refuses(ErrorCode.CONCURRENCY_EXCEEDED, () -> quotas.enter("team"));

    quotas.leave("team");
    quotas.enter("team");
  }

  @Test
  void shouldNotCountCallsThatWereRefusedForTheirNumber() {
    namespaces.create(limits(null, 1, null, 2));
    quotas.enter("team");
    refuses(ErrorCode.CONCURRENCY_EXCEEDED, () -> quotas.enter("team"));
    quotas.leave("team");

    quotas.enter("team");
  }

  @Test
  void shouldFollowChangesOfAQuota() {
    NamespaceRecord made = namespaces.create(limits(null, 0, null, null));
    refuses(ErrorCode.CONCURRENCY_EXCEEDED, () -> quotas.enter("team"));

    namespaces.replace("team", limits(null, 1, null, null), made.revision());

    quotas.enter("team");
  }

  @Test
  void shouldRefuseMoreFunctionsThanAllowed() {
    new NamespaceService(core.namespaces, core.quotas, Clock.systemUTC(), name -> {})
        .create(limits(1, null, null, null));
    core.functions.create("team", TestCore.spec("first"));

    refuses(ErrorCode.QUOTA_EXCEEDED, () -> core.functions.create("team", TestCore.spec("second")));

    core.functions.create("other", TestCore.spec("second"));
    core.functions.delete("team", "first", null);
    core.functions.create("team", TestCore.spec("second"));
  }

  @Test
  void shouldCountDifferentCodeOnceAndVersionsToo() {
    new NamespaceService(core.namespaces, core.quotas, Clock.systemUTC(), name -> {})
        .create(limits(null, null, 100L, null));
    core.functions.create("team", code("a", 60));
    core.functions.create("team", code("b", 60));
    refuses(ErrorCode.QUOTA_EXCEEDED, () -> core.functions.create("team", code("c", 50)));

    // Nothing else has the old code of 'b' when 'a' is gone: it is not counted while it is
    // replaced.
    core.functions.delete("team", "a", null);
    core.functions.update("team", "b", code("b", 90), null);
    core.versions.publish("team", "b", null, null);
    refuses(
        ErrorCode.QUOTA_EXCEEDED, () -> core.functions.update("team", "b", code("b", 91), null));
    core.functions.update("team", "b", code("b", 10), null);
  }

  @Test
  void shouldRefuseQuotasThatAreNone() {
    refuses(ErrorCode.INVALID_REQUEST, () -> namespaces.create(limits(-1, null, null, null)));
    refuses(ErrorCode.INVALID_REQUEST, () -> namespaces.create(limits(null, null, -1L, null)));
    refuses(ErrorCode.NAMESPACE_NOT_FOUND, () -> namespaces.get("nobody"));
  }

  @Test
  void shouldShowWhatIsInUseAndRefuseToDeleteIt() {
    core.functions.create("busy", TestCore.spec("one"));
    namespaces.create(limits(null, null, null, null));

    assertThat(namespaces.list()).extracting(NamespaceRecord::name).containsExactly("busy", "team");
    assertThat(namespaces.get("busy").revision()).isZero();
    refuses(ErrorCode.NAMESPACE_NOT_EMPTY, () -> namespaces.delete("busy"));
    namespaces.delete("team");
    assertThat(namespaces.list()).extracting(NamespaceRecord::name).containsExactly("busy");
  }

  private static NamespaceSpec limits(
      Integer functions, Integer concurrency, Long codeBytes, Integer perMinute) {
    return new NamespaceSpec(
        "team", null, functions, concurrency, codeBytes, null, perMinute, null);
  }

  private static FunctionSpec code(String name, int chars) {
    FunctionSpec usual = TestCore.spec(name);
    return new FunctionSpec(
        name,
        usual.runtime(),
        usual.handler(),
        CodeSource.ofInline("#".repeat(chars)),
        null,
        null,
        null,
        null,
        null);
  }
}
