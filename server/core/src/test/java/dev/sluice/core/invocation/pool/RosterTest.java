package dev.sluice.core.invocation.pool;

import static dev.sluice.core.invocation.pool.TestPool.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.fake.FakeSandbox.FakeInstance;
import dev.sluice.core.function.Scaling;
import dev.sluice.spi.sandbox.EndReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Instances one by one. The fakes all have one id, and each function here has one of them. */
class RosterTest {
  private static final InstanceKey OURS = key("ours");

  private final TestPool test = TestPool.impatient(4, 3, 100);

  private List<PooledInstance> all() {
    return test.pool.roster().list("default");
  }

  private boolean end(String namespace) {
    return test.pool.roster().end(namespace, "fake");
  }

  @Test
  void shouldTellAgesAndCalls() {
    test.pool.release(test.granted(OURS));
    test.now.set(Duration.ofSeconds(5).toNanos());
    Lease.Granted again = test.granted(OURS);
    test.now.set(Duration.ofSeconds(7).toNanos());

    assertThat(all())
        .containsExactly(
            new PooledInstance(
                OURS,
                again.instance(),
                false,
                Duration.ofSeconds(7),
                Duration.ofSeconds(2),
                1,
                false));
    test.pool.release(again);
    assertThat(all())
        .containsExactly(
            new PooledInstance(
                OURS, again.instance(), true, Duration.ofSeconds(7), Duration.ZERO, 2, false));
  }

  @Test
  void shouldNotCountTheStartOfOneThatIsKeptAsACall() {
    test.pool.keep(OURS, 1);
    test.pool.warm(OURS, TestPool::spec, line -> {});

    assertThat(all()).extracting(PooledInstance::calls).containsExactly(0L);
  }

  @Test
  void shouldEndAnIdleOneAndMakeItsRoomFree() {
    Lease.Granted a = test.granted(OURS);
    test.pool.release(a);

    assertThat(end("default")).isTrue();

    assertThat(TestPool.ended(a)).isEqualTo(EndReason.ENDED_BY_HAND);
    assertThat(test.pool.stats()).isEqualTo(new PoolStats(0, 0, 0, 0));
    assertThat(all()).isEmpty();
    assertThat(end("default")).isFalse();
    assertThat(test.granted(OURS).cold()).isTrue();
  }

  @Test
  void shouldCountABusyOneOutOnceItsCallGivesItBack() {
    Lease.Granted a = test.granted(OURS);

    assertThat(end("default")).isTrue();

    assertThat(TestPool.ended(a)).isEqualTo(EndReason.ENDED_BY_HAND);
    assertThat(all()).isEmpty();
    assertThat(end("default")).isFalse();
    assertThat(test.pool.stats()).isEqualTo(new PoolStats(0, 1, 0, 0));
    test.pool.release(a);
    assertThat(test.pool.stats()).isEqualTo(new PoolStats(0, 0, 0, 0));
  }

  @Test
  void shouldShowOneThatLeavesUntilItsCallIsOver() {
    Lease.Granted a = test.granted(OURS);
    test.pool.retire(key -> true);

    assertThat(all()).extracting(PooledInstance::leaving).containsExactly(true);
    test.pool.release(a);
    assertThat(all()).isEmpty();
  }

  @Test
  void shouldShowAndEndNothingOfOtherNamespaces() {
    Lease.Granted theirs = test.granted(key("theirs", "f", Scaling.USUAL));

    assertThat(all()).isEmpty();
    assertThat(end("default")).isFalse();
    assertThat(((FakeInstance) theirs.instance()).endedBecause).isNull();
    assertThat(end("theirs")).isTrue();
  }

  @Test
  void shouldForgetOneThatDied() {
    Lease.Granted a = test.granted(OURS);
    test.pool.release(a);
    a.instance().end(EndReason.EXITED);

    assertThat(all()).isEmpty();
    assertThat(end("default")).isFalse();
    test.pool.reap();
    assertThat(test.pool.stats()).isEqualTo(new PoolStats(0, 0, 0, 0));
  }
}
