package dev.sluice.core.invocation.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.code.StoredCode;
import dev.sluice.core.fake.FakeLoad;
import dev.sluice.core.fake.FakeSandbox;
import dev.sluice.core.fake.FakeSandbox.FakeInstance;
import dev.sluice.core.function.AsyncPolicy;
import dev.sluice.core.function.Definition;
import dev.sluice.core.function.Scaling;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.InstanceSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A pool over fakes, and calls that wait for it in threads of their own. */
final class TestPool {
  private static final Duration PATIENCE = Duration.ofMillis(1);
  private static final long DEADLINE_SECONDS = 20;

  final FakeSandbox sandbox = new FakeSandbox();
  final FakeLoad load = new FakeLoad();

  /** The pool's clock in nanoseconds: it stands still. */
  final AtomicLong now = new AtomicLong();

  final InstancePool pool;

  private TestPool(PoolSettings settings) {
    this.pool = new InstancePool(sandbox, settings, load, now::get);
  }

  /** One where calls wait for as long as a test may need. */
  static TestPool of(int perVersion, int inAll, int waiting) {
    return with(perVersion, inAll, Long.MAX_VALUE, waiting, Duration.ofSeconds(DEADLINE_SECONDS));
  }

  /** One where calls give up soon. */
  static TestPool impatient(int perVersion, int inAll, int waiting) {
    return with(perVersion, inAll, Long.MAX_VALUE, waiting, Duration.ofMillis(100));
  }

  static TestPool with(int perVersion, int inAll, long memory, int waiting, Duration maxWait) {
    return new TestPool(
        new PoolSettings(
            perVersion, inAll, memory, Duration.ofMinutes(5), PATIENCE, maxWait, waiting));
  }

  /** A function of the namespace {@code default}. */
  static InstanceKey key(String function) {
    return key("default", function, Scaling.USUAL);
  }

  static InstanceKey key(String namespace, String function, Scaling scaling) {
    Definition definition =
        new Definition(
            "python3",
            "main.handler",
            new StoredCode(StoredCode.Kind.INLINE, "sha256:x", 1),
            128,
            1,
            InstanceSpec.Network.NONE,
            Duration.ofSeconds(1),
            scaling,
            Map.of(),
            Map.of(),
            AsyncPolicy.USUAL);
    return new InstanceKey(namespace, function, "id-" + function, "latest", definition);
  }

  static InstanceSpec spec(InstanceKey key) {
    return new InstanceSpec(
        key.namespace(),
        key.function(),
        key.version(),
        "python3",
        "main.handler",
        Path.of("/tree"),
        128,
        1,
        InstanceSpec.Network.NONE,
        Map.of());
  }

  Lease acquire(InstanceKey key) {
    return pool.acquire(key, TestPool::spec, line -> {});
  }

  Lease.Granted granted(InstanceKey key) {
    return granted(acquire(key));
  }

  static Lease.Granted granted(Lease lease) {
    assertThat(lease).isInstanceOf(Lease.Granted.class);
    return (Lease.Granted) lease;
  }

  /** A call in a thread of its own; returns once it waits. */
  CompletableFuture<Lease> waits(InstanceKey key) {
    int before = pool.stats().waiting();
    CompletableFuture<Lease> call = calls(key);
    until(() -> call.isDone() || pool.stats().waiting() > before);
    assertThat(call).isNotDone();
    return call;
  }

  /** A call in a thread of its own. */
  CompletableFuture<Lease> calls(InstanceKey key) {
    CompletableFuture<Lease> call = new CompletableFuture<>();
    Thread thread = new Thread(() -> call.complete(acquire(key)), "call of " + key.function());
    thread.setDaemon(true);
    thread.start();
    return call;
  }

  static Lease.Granted granted(CompletableFuture<Lease> call) throws Exception {
    return granted(call.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
  }

  static @Nullable EndReason ended(Lease.Granted lease) {
    return ((FakeInstance) lease.instance()).endedBecause;
  }

  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      LockSupport.parkNanos(100_000);
    }
  }
}
