package dev.sluice.core.invocation.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.code.StoredCode;
import dev.sluice.core.fake.FakeLoad;
import dev.sluice.core.fake.FakeSandbox;
import dev.sluice.core.function.Definition;
import dev.sluice.core.function.Scaling;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.InstanceSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InstancePoolTest {
  private final FakeSandbox sandbox = new FakeSandbox();
  private final FakeLoad load = new FakeLoad();
  private final AtomicLong now = new AtomicLong();
  private final InstancePool pool = pool(4, 8, 100);

  @Test
  void shouldReuseTheInstanceThatServedLast() {
    Lease.Granted a = granted(acquire(pool, "f"));
    Lease.Granted b = granted(acquire(pool, "f"));
    pool.release(a);
    pool.release(b);

    assertThat(granted(acquire(pool, "f")).instance()).isSameAs(b.instance());
  }

  @Test
  void shouldRefuseWhenAllInstancesOfAVersionStayBusy() {
    for (int i = 0; i < 4; i++) {
      granted(acquire(pool, "f"));
    }

    assertThat(acquire(pool, "f")).isInstanceOf(Lease.Refused.class);
    assertThat(pool.size()).isEqualTo(4);
  }

  @Test
  void shouldRefuseAtOnceWhenTooManyWait() {
    InstancePool crowded = pool(1, 8, 0);
    granted(acquire(crowded, "f"));

    assertThat(((Lease.Refused) acquire(crowded, "f")).reason()).contains("wait");
  }

  @Test
  void shouldEndTheLongestIdleOneToMakeRoom() {
    InstancePool small = pool(4, 2, 100);
    Lease.Granted old = granted(acquire(small, "old"));
    Lease.Granted young = granted(acquire(small, "young"));
    now.set(1);
    small.release(old);
    now.set(2);
    small.release(young);

    granted(acquire(small, "new"));

    assertThat(old.instance().isAlive()).isFalse();
    assertThat(young.instance().isAlive()).isTrue();
    assertThat(small.size()).isEqualTo(2);
  }

  @Test
  void shouldRefuseWhenAllInstancesOfTheServerAreBusy() {
    InstancePool small = pool(4, 1, 100);
    granted(acquire(small, "a"));

    assertThat(((Lease.Refused) acquire(small, "b")).reason()).contains("All 1 instances");
    assertThat(small.size()).isEqualTo(1);
  }

  @Test
  void shouldEndIdleInstancesAfterTheirTime() {
    Lease.Granted lease = granted(acquire(pool, "f"));
    pool.release(lease);
    now.set(Duration.ofMinutes(5).toNanos() - 1);
    pool.reap();
    assertThat(lease.instance().isAlive()).isTrue();
    now.set(Duration.ofMinutes(5).toNanos());
    pool.reap();

    assertThat(lease.instance().isAlive()).isFalse();
    assertThat(pool.size()).isZero();
  }

  @Test
  void shouldNotHandOutAnInstanceThatDiedWhileIdle() {
    Lease.Granted lease = granted(acquire(pool, "f"));
    pool.release(lease);
    lease.instance().end(EndReason.EXITED);

    Lease.Granted next = granted(acquire(pool, "f"));

    assertThat(next.cold()).isTrue();
    assertThat(pool.size()).isEqualTo(1);
  }

  @Test
  void shouldEndRetiredInstancesWhenTheirCallIsOver() {
    Lease.Granted busy = granted(acquire(pool, "f"));
    pool.retire(key -> key.function().equals("f"));
    assertThat(busy.instance().isAlive()).isTrue();

    pool.release(busy);

    assertThat(busy.instance().isAlive()).isFalse();
    assertThat(pool.size()).isZero();
  }

  @Test
  void shouldCountRightAndShareFewInstancesUnderLoad() throws Exception {
    AtomicInteger busy = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Callable<Void> call =
        () -> {
          for (int i = 0; i < 500; i++) {
            Lease.Granted lease = granted(acquire(pool, "f"));
            most.accumulateAndGet(busy.incrementAndGet(), Math::max);
            busy.decrementAndGet();
            pool.release(lease);
          }
          return null;
        };
    ExecutorService executor = Executors.newFixedThreadPool(16);
    try {
      for (Future<Void> done : executor.invokeAll(Collections.nCopies(16, call))) {
        done.get();
      }
    } finally {
      executor.shutdown();
    }
    assertThat(most.get()).isLessThanOrEqualTo(4);
    assertThat(pool.size()).isEqualTo((int) sandbox.alive()).isLessThanOrEqualTo(4);
    now.set(Duration.ofHours(1).toNanos());
    pool.reap();
    assertThat(pool.size()).isZero();
    assertThat(sandbox.alive()).isZero();
  }

  @Test
  void shouldGiveEveryLongCallAnInstanceOfItsOwn() {
    List<Lease.Granted> leases = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      leases.add(granted(acquire(pool, "f")));
    }

    assertThat(leases).extracting(Lease.Granted::instance).doesNotHaveDuplicates();
  }

  private InstancePool pool(int perVersion, int inAll, int waiting) {
    return new InstancePool(
        sandbox,
        new PoolSettings(
            perVersion,
            inAll,
            Duration.ofMinutes(5),
            Duration.ofMillis(1),
            Duration.ofMillis(100),
            waiting),
        load,
        now::get);
  }

  private static Lease acquire(InstancePool pool, String function) {
    Definition definition =
        new Definition(
            "python3",
            "main.handler",
            new StoredCode(StoredCode.Kind.INLINE, "sha256:x", 1),
            128,
            1,
            InstanceSpec.Network.NONE,
            Duration.ofSeconds(1),
            Scaling.USUAL,
            Map.of());
    return pool.acquire(
        new InstanceKey("default", function, "id-" + function, "latest", definition),
        key ->
            new InstanceSpec(
                key.namespace(),
                key.function(),
                key.version(),
                "python3",
                "main.handler",
                Path.of("/tree"),
                128,
                1,
                InstanceSpec.Network.NONE,
                Map.of()),
        line -> {});
  }

  private static Lease.Granted granted(Lease lease) {
    assertThat(lease).isInstanceOf(Lease.Granted.class);
    return (Lease.Granted) lease;
  }
}
