package dev.sluice.core.invocation.pool;

import static dev.sluice.core.invocation.pool.TestPool.ended;
import static dev.sluice.core.invocation.pool.TestPool.granted;
import static dev.sluice.core.invocation.pool.TestPool.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.spi.sandbox.EndReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Three instances of 100 MiB fit. */
class MemoryBudgetTest {
  private static final long MIB = 1 << 20;

  private final TestPool test = pool(Duration.ofSeconds(20));

  private static TestPool pool(Duration maxWait) {
    TestPool made = TestPool.with(10, 10, 310 * MIB, 100, maxWait);
    made.sandbox.memoryOfEach = 100 * MIB;
    return made;
  }

  /** The same call, once what is measured is no longer fresh. */
  private Lease.Granted later(String function) {
    test.now.addAndGet(Duration.ofMillis(10).toNanos());
    return test.granted(key(function));
  }

  @Test
  void shouldStartAsManyAsFit() {
    later("a");
    later("b");
    later("c");

    assertThat(test.sandbox.alive()).isEqualTo(3);
  }

  @Test
  void shouldEndNoMoreIdleInstancesThanItMust() {
    Lease.Granted a = later("a");
    Lease.Granted b = later("b");
    Lease.Granted c = later("c");
    test.pool.release(a);
    test.now.addAndGet(1);
    test.pool.release(b);
    test.pool.release(c);
    test.now.addAndGet(Duration.ofMillis(10).toNanos());
    CompletableFuture<Lease> d = test.calls(key("d"));
    TestPool.until(
        () -> {
          test.now.addAndGet(Duration.ofMillis(10).toNanos());
          return d.isDone();
        });

    assertThat(ended(a)).isEqualTo(EndReason.EVICTED);
    assertThat(b.instance().isAlive()).isTrue();
    assertThat(c.instance().isAlive()).isTrue();
  }

  @Test
  void shouldWaitForMemoryWhereNothingIsIdle() throws Exception {
    Lease.Granted a = later("a");
    later("b");
    later("c");
    test.now.addAndGet(Duration.ofMillis(10).toNanos());
    CompletableFuture<Lease> d = test.waits(key("d"));

    a.instance().end(EndReason.EXITED);
    test.now.addAndGet(Duration.ofMillis(10).toNanos());
    test.pool.release(a);

    assertThat(granted(d).cold()).isTrue();
  }

  @Test
  void shouldRefuseWhereNoMemoryComesFreeInTime() {
    TestPool impatient = pool(Duration.ofMillis(50));
    impatient.sandbox.memoryOfEach = 400 * MIB;
    impatient.granted(key("a"));
    impatient.now.addAndGet(Duration.ofMillis(10).toNanos());

    assertThat(((Lease.Refused) impatient.acquire(key("b"))).code())
        .isEqualTo(ErrorCode.CAPACITY_TIMED_OUT);
  }

  @Test
  void shouldStartTheFirstWhateverItNeeds() {
    TestPool tiny = TestPool.with(10, 10, 1, 100, Duration.ofMillis(50));

    assertThat(tiny.granted(key("a")).cold()).isTrue();
  }
}
