package dev.sluice.core.invocation.pool;

import static dev.sluice.core.invocation.pool.TestPool.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.fake.FakeSandbox.FakeInstance;
import dev.sluice.spi.sandbox.EndReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Instances that stay though nobody calls. */
class KeptInstancesTest {
  private static final InstanceKey KEPT = key("kept");

  private final TestPool test = TestPool.impatient(4, 3, 100);

  private Lease warm() {
    return test.pool.warm(KEPT, TestPool::spec, line -> {});
  }

  private FakeInstance only() {
    assertThat(test.sandbox.started).hasSize(1);
    return test.sandbox.started.get(0);
  }

  @Test
  void shouldStartAsManyAsAreKept() {
    test.pool.keep(KEPT, 2);

    assertThat(warm()).isInstanceOf(Lease.Granted.class);
    assertThat(warm()).isInstanceOf(Lease.Granted.class);
    assertThat(warm()).isNull();
    assertThat(test.pool.stats()).isEqualTo(new PoolStats(2, 0, 0, 0));
  }

  @Test
  void shouldServeTheFirstCallWarm() {
    test.pool.keep(KEPT, 1);
    warm();

    assertThat(test.granted(KEPT).cold()).isFalse();
  }

  @Test
  void shouldStayIdleForEverButNotMoreThanAreKept() {
    test.pool.keep(KEPT, 1);
    Lease.Granted a = test.granted(KEPT);
    Lease.Granted b = test.granted(KEPT);
    test.pool.release(a);
    test.pool.release(b);

    test.now.set(Duration.ofDays(1).toNanos());
    test.pool.reap();

    assertThat(test.pool.stats()).isEqualTo(new PoolStats(1, 0, 0, 0));
  }

  @Test
  void shouldMakeNoRoomForOthers() {
    test.pool.keep(KEPT, 3);
    for (int i = 0; i < 3; i++) {
      warm();
    }

    Lease other = test.acquire(key("other"));

    assertThat(((Lease.Refused) other).code()).isEqualTo(ErrorCode.CAPACITY_TIMED_OUT);
    assertThat(test.sandbox.alive()).isEqualTo(3);
  }

  @Test
  void shouldTakeTheRoomOfIdleInstances() {
    Lease.Granted idle = null;
    for (int i = 0; i < 3; i++) {
      idle = test.granted(key("idle"));
    }
    test.pool.release(idle);
    test.pool.keep(KEPT, 1);

    assertThat(warm()).isInstanceOf(Lease.Granted.class);
    assertThat(TestPool.ended(idle)).isEqualTo(EndReason.EVICTED);
  }

  @Test
  void shouldGoWhenTheyAreKeptNoLonger() {
    test.pool.keep(KEPT, 1);
    warm();
    test.pool.keep(KEPT, 0);
    test.now.set(Duration.ofDays(1).toNanos());
    test.pool.reap();

    assertThat(only().endedBecause).isEqualTo(EndReason.IDLE);
  }

  @Test
  void shouldBeReplacedWhenTheyDie() {
    test.pool.keep(KEPT, 1);
    warm();
    only().end(EndReason.LEAKING);
    test.pool.reap();

    assertThat(warm()).isInstanceOf(Lease.Granted.class);
  }

  @Test
  void shouldEndWithTheirVersion() {
    test.pool.keep(KEPT, 1);
    warm();
    test.pool.retire(KEPT::equals);

    assertThat(only().endedBecause).isEqualTo(EndReason.RETIRED);
    assertThat(warm()).isNull();
  }
}
