package dev.sluice.core.invocation.pool;

import static dev.sluice.core.invocation.pool.TestPool.ended;
import static dev.sluice.core.invocation.pool.TestPool.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.function.Scaling;
import dev.sluice.spi.sandbox.EndReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who gets the room when there is not enough for everybody. */
class FairnessTest {
  private static final InstanceKey FLOOD = TestPool.key("greedy", "flood", Scaling.USUAL);
  private static final InstanceKey OTHER = TestPool.key("greedy", "other", Scaling.USUAL);
  private static final InstanceKey LATE = TestPool.key("modest", "late", Scaling.USUAL);

  private final List<Lease.Granted> busy = new ArrayList<>();
  private final List<CompletableFuture<Lease>> queue = new ArrayList<>();

  /** All the room is the flood's, and more of its calls wait. */
  private TestPool flooded(int room) {
    TestPool test = TestPool.of(100, room, 100);
    for (int i = 0; i < room; i++) {
      busy.add(test.granted(FLOOD));
    }
    for (int i = 0; i < 10; i++) {
      queue.add(test.waits(FLOOD));
    }
    return test;
  }

  private static int done(List<CompletableFuture<Lease>> calls) {
    return (int) calls.stream().filter(CompletableFuture::isDone).count();
  }

  @Test
  void shouldServeTheNamespaceWithFewestInstancesFirstThoughItsCallCameLast() throws Exception {
    TestPool test = flooded(4);
    CompletableFuture<Lease> late = test.waits(LATE);

    test.pool.release(busy.get(0));

    assertThat(granted(late).cold()).isTrue();
    assertThat(ended(busy.get(0))).isEqualTo(EndReason.EVICTED);
    assertThat(done(queue)).isZero();
  }

  @Test
  void shouldGiveNoMoreThanAnEvenShare() throws Exception {
    TestPool test = flooded(4);
    List<CompletableFuture<Lease>> late = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      late.add(test.waits(LATE));
    }

    for (int i = 0; i < busy.size(); i++) {
      int released = i + 1;
      test.pool.release(busy.get(i));
      TestPool.until(() -> done(queue) + done(late) == released);
    }

    // Two for each namespace: what comes back after that stays with its own.
    assertThat(done(late)).isEqualTo(2);
    assertThat(busy).filteredOn(lease -> ended(lease) == EndReason.EVICTED).hasSize(2);
  }

  @Test
  void shouldServeAnotherVersionOfTheSameNamespaceToo() throws Exception {
    TestPool test = flooded(4);
    CompletableFuture<Lease> other = test.waits(OTHER);

    test.pool.release(busy.get(0));

    assertThat(granted(other).cold()).isTrue();
  }

  @Test
  void shouldStarveNobodyWhereThereIsRoomForOneOnly() throws Exception {
    TestPool test = flooded(1);
    CompletableFuture<Lease> late = test.waits(LATE);
    test.pool.release(busy.get(0));
    TestPool.until(() -> done(queue) == 1);
    assertThat(late).isNotDone();
    test.now.addAndGet(Duration.ofMillis(1).toNanos());

    test.pool.release(granted(queue.stream().filter(CompletableFuture::isDone).findAny().get()));

    assertThat(granted(late).cold()).isTrue();
  }

  @Test
  void shouldLeaveRoomInTheQueueForOtherNamespaces() {
    TestPool test = TestPool.of(1, 1, 4);
    busy.add(test.granted(FLOOD));
    queue.add(test.waits(FLOOD));
    queue.add(test.waits(FLOOD));

    assertThat(((Lease.Refused) test.acquire(FLOOD)).code()).isEqualTo(ErrorCode.CAPACITY_EXCEEDED);
    queue.add(test.waits(LATE));
    assertThat(((Lease.Refused) test.acquire(LATE)).code()).isEqualTo(ErrorCode.CAPACITY_EXCEEDED);
  }
}
