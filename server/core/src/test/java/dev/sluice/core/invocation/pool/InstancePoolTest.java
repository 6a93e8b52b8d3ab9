package dev.sluice.core.invocation.pool;

import static dev.sluice.core.invocation.pool.TestPool.ended;
import static dev.sluice.core.invocation.pool.TestPool.granted;
import static dev.sluice.core.invocation.pool.TestPool.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.function.Scaling;
import dev.sluice.spi.sandbox.EndReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InstancePoolTest {
  private static final InstanceKey F = key("f");

  private final TestPool test = TestPool.impatient(4, 8, 100);

  @Test
  void shouldReuseTheInstanceThatServedLast() {
    Lease.Granted a = test.granted(F);
    Lease.Granted b = test.granted(F);
    test.pool.release(a);
    test.pool.release(b);

    assertThat(test.granted(F).instance()).isSameAs(b.instance());
  }

  @Test
  void shouldRefuseWhenAllInstancesOfAVersionStayBusy() {
    for (int i = 0; i < 4; i++) {
      test.granted(F);
    }

    assertThat(refused(test, F)).isEqualTo(ErrorCode.CAPACITY_TIMED_OUT);
    assertThat(test.pool.stats()).isEqualTo(new PoolStats(0, 4, 0, 0));
  }

  @Test
  void shouldStartNoMoreInstancesThanTheDefinitionAllows() {
    InstanceKey single = key("default", "f", new Scaling(0, 1));
    test.granted(single);

    assertThat(refused(test, single)).isEqualTo(ErrorCode.CAPACITY_TIMED_OUT);
    assertThat(test.sandbox.started).hasSize(1);
  }

  @Test
  void shouldFillAnInstanceBeforeAnotherServes() {
    InstanceKey shared = key("default", "f", new Scaling(0, null, 2));
    Lease.Granted a = test.granted(shared);
    Lease.Granted b = test.granted(shared);
    test.now.set(1);
    Lease.Granted c = test.granted(shared);
    test.pool.release(a);

    assertThat(b.instance()).isSameAs(a.instance());
    assertThat(c.instance()).isNotSameAs(a.instance());
    assertThat(test.granted(shared).instance()).isSameAs(a.instance());
    assertThat(test.pool.stats()).isEqualTo(new PoolStats(0, 2, 0, 0));
  }

  @Test
  void shouldCountAnInstanceThatDiedUntilItsLastCall() {
    InstanceKey shared = key("default", "f", new Scaling(0, null, 3));
    Lease.Granted a = test.granted(shared);
    Lease.Granted b = test.granted(shared);
    a.instance().end(EndReason.TIMED_OUT);

    Lease.Granted c = test.granted(shared);
    assertThat(c.instance()).isNotSameAs(a.instance());
    test.pool.release(a);
    assertThat(test.pool.stats()).isEqualTo(new PoolStats(0, 2, 0, 0));
    test.pool.release(b);
    assertThat(test.pool.stats()).isEqualTo(new PoolStats(0, 1, 0, 0));
  }

  @Test
  void shouldRetireASharedInstanceAfterItsLastCall() {
    InstanceKey shared = key("default", "f", new Scaling(0, null, 2));
    Lease.Granted a = test.granted(shared);
    Lease.Granted b = test.granted(shared);
    test.pool.retire(shared::equals);

    test.pool.release(a);
    assertThat(a.instance().isAlive()).isTrue();
    test.pool.release(b);
    assertThat(ended(a)).isEqualTo(EndReason.RETIRED);
  }

  @Test
  void shouldHaveASharedInstanceGiveItsRoomAway() throws Exception {
    TestPool small = TestPool.of(4, 1, 100);
    InstanceKey shared = key("default", "f", new Scaling(0, null, 2));
    Lease.Granted a = small.granted(shared);
    Lease.Granted b = small.granted(shared);
    CompletableFuture<Lease> other = small.waits(key("b"));
    small.now.set(Duration.ofMinutes(1).toNanos());

    small.pool.release(a);
    assertThat(a.instance().isAlive()).isTrue();
    small.pool.release(b);

    assertThat(granted(other).cold()).isTrue();
    assertThat(ended(a)).isEqualTo(EndReason.EVICTED);
  }

  @Test
  void shouldRefuseAtOnceWhenTooManyWait() {
    TestPool crowded = TestPool.of(1, 8, 0);
    crowded.granted(F);

    assertThat(refused(crowded, F)).isEqualTo(ErrorCode.CAPACITY_EXCEEDED);
  }

  @Test
  void shouldEndTheLongestIdleOneToMakeRoom() {
    TestPool small = TestPool.impatient(4, 2, 100);
    Lease.Granted old = small.granted(key("old"));
    Lease.Granted young = small.granted(key("young"));
    small.now.set(1);
    small.pool.release(old);
    small.now.set(2);
    small.pool.release(young);

    small.granted(key("new"));

    assertThat(ended(old)).isEqualTo(EndReason.EVICTED);
    assertThat(young.instance().isAlive()).isTrue();
    assertThat(small.pool.stats()).isEqualTo(new PoolStats(1, 1, 0, 0));
  }

  @Test
  void shouldRefuseWhenAllInstancesOfTheServerStayBusy() {
    TestPool small = TestPool.impatient(4, 1, 100);
    small.granted(key("a"));

    assertThat(refused(small, key("b"))).isEqualTo(ErrorCode.CAPACITY_TIMED_OUT);
    assertThat(small.pool.stats()).isEqualTo(new PoolStats(0, 1, 0, 0));
  }

  @Test
  void shouldWaitForAnInstanceOfAnotherVersionToMakeRoom() throws Exception {
    TestPool small = TestPool.of(4, 1, 100);
    Lease.Granted a = small.granted(key("a"));
    CompletableFuture<Lease> b = small.waits(key("b"));

    small.pool.release(a);

    assertThat(granted(b).cold()).isTrue();
    assertThat(ended(a)).isEqualTo(EndReason.EVICTED);
  }

  @Test
  void shouldLetTheNextCallStartWhereAStartFailed() throws Exception {
    TestPool small = TestPool.of(4, 1, 100);
    Lease.Granted a = small.granted(key("a"));
    CompletableFuture<Lease> b = small.waits(key("b"));
    a.instance().end(EndReason.EXITED);

    small.pool.release(a);

    assertThat(granted(b).cold()).isTrue();
  }

  @Test
  void shouldForgetACallThatIsInterrupted() {
    test.granted(F);
    Thread.currentThread().interrupt();

    ErrorCode refused = refused(test, F);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(refused).isEqualTo(ErrorCode.SHUTTING_DOWN);
    assertThat(test.pool.stats()).isEqualTo(new PoolStats(0, 1, 0, 0));
  }

  @Test
  void shouldEndIdleInstancesAfterTheirTime() {
    Lease.Granted lease = test.granted(F);
    test.pool.release(lease);
    test.now.set(Duration.ofMinutes(5).toNanos() - 1);
    test.pool.reap();
    assertThat(lease.instance().isAlive()).isTrue();
    test.now.set(Duration.ofMinutes(5).toNanos());
    test.pool.reap();

    assertThat(ended(lease)).isEqualTo(EndReason.IDLE);
    assertThat(test.pool.stats()).isEqualTo(new PoolStats(0, 0, 0, 0));
  }

  @Test
  void shouldNotHandOutAnInstanceThatDiedWhileIdle() {
    Lease.Granted lease = test.granted(F);
    test.pool.release(lease);
    lease.instance().end(EndReason.EXITED);

    Lease.Granted next = test.granted(F);

    assertThat(next.cold()).isTrue();
    assertThat(test.pool.stats()).isEqualTo(new PoolStats(0, 1, 0, 0));
  }

  @Test
  void shouldEndRetiredInstancesWhenTheirCallIsOver() {
    Lease.Granted busy = test.granted(F);
    test.pool.retire(key -> key.function().equals("f"));
    assertThat(busy.instance().isAlive()).isTrue();

    test.pool.release(busy);

    assertThat(ended(busy)).isEqualTo(EndReason.RETIRED);
    assertThat(test.pool.stats()).isEqualTo(new PoolStats(0, 0, 0, 0));
  }

  @Test
  void shouldCountRightAndShareFewInstancesUnderLoad() throws Exception {
    AtomicInteger busy = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    TestPool patient = TestPool.of(4, 8, 100);
    Callable<Void> call =
        () -> {
          for (int i = 0; i < 500; i++) {
            Lease.Granted lease = patient.granted(F);
            most.accumulateAndGet(busy.incrementAndGet(), Math::max);
            busy.decrementAndGet();
            patient.pool.release(lease);
          }
          return null;
        };
    inThreads(Collections.nCopies(16, call));

    assertThat(most.get()).isLessThanOrEqualTo(4);
    assertThat((long) patient.pool.stats().idle())
        .isEqualTo(patient.sandbox.alive())
        .isLessThanOrEqualTo(4);
    patient.now.set(Duration.ofHours(1).toNanos());
    patient.pool.reap();
    assertThat(patient.pool.stats()).isEqualTo(new PoolStats(0, 0, 0, 0));
    assertThat(patient.sandbox.alive()).isZero();
  }

  @Test
  void shouldServeEveryCallOfManyVersionsThatShareLittleRoom() throws Exception {
    TestPool small = TestPool.of(4, 3, 100);
    AtomicInteger most = new AtomicInteger();
    List<Callable<Void>> callers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      InstanceKey key = key("ns" + i % 4, "f" + i % 6, Scaling.USUAL);
      callers.add(
          () -> {
            for (int n = 0; n < 100; n++) {
              Lease.Granted lease = small.granted(key);
              most.accumulateAndGet((int) small.sandbox.alive(), Math::max);
              small.now.addAndGet(1_000_000);
              small.pool.release(lease);
            }
            return null;
          });
    }

    inThreads(callers);

    // A victim may still be ending when the one that it made room for is there.
    assertThat(most.get()).isLessThanOrEqualTo(3 + callers.size());
    assertThat((long) small.pool.stats().idle())
        .isEqualTo(small.sandbox.alive())
        .isLessThanOrEqualTo(3);
    assertThat(small.pool.stats().waiting()).isZero();
  }

  @Test
  void shouldGiveEveryLongCallAnInstanceOfItsOwn() {
    List<Lease.Granted> leases = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      leases.add(test.granted(F));
    }

    assertThat(leases).extracting(Lease.Granted::instance).doesNotHaveDuplicates();
  }

  private static ErrorCode refused(TestPool pool, InstanceKey key) {
    return ((Lease.Refused) pool.acquire(key)).code();
  }

  private static void inThreads(List<Callable<Void>> callers) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(callers.size());
    try {
      for (Future<Void> done : executor.invokeAll(callers)) {
        done.get();
      }
    } finally {
      executor.shutdown();
    }
  }
}
