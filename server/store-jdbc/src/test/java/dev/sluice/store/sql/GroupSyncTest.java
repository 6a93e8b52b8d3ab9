package dev.sluice.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.store.TestDatabases;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupSyncTest {
  private final ExecutorService committers = Executors.newCachedThreadPool();
  private final BlockingQueue<Integer> begun = new LinkedBlockingQueue<>();
  private final Semaphore mayEnd = new Semaphore(0);
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean broken;
  private final GroupSync sync = new GroupSync(this::sync, TestDatabases::thread);

  private void sync() throws SQLException {
    begun.add(count.incrementAndGet());
    mayEnd.acquireUninterruptibly();
    if (broken) {
      throw new SQLException("no space left on device");
    }
  }

  @AfterEach
  void end() {
    mayEnd.release(1_000_000);
    sync.close();
    committers.shutdownNow();
  }

  private CompletableFuture<Void> commit() {
    return CompletableFuture.runAsync(sync::await, committers);
  }

  private void awaitBegin(int number) throws InterruptedException {
    assertThat(begun.poll(10, TimeUnit.SECONDS)).isEqualTo(number);
  }

  private static void awaitEnd(CompletableFuture<Void> commit) throws Exception {
    commit.get(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldWaitForASyncThatBeganAfterTheCommit() throws Exception {
    CompletableFuture<Void> first = commit();
    awaitBegin(1);
    CompletableFuture<Void> second = commit();
    // The second is surely waiting once its thread asked: a third round can only come after it.
    mayEnd.release();
    awaitEnd(first);
    awaitBegin(2);

    assertThat(second).isNotDone();

    mayEnd.release();
    awaitEnd(second);
  }

  @Test
  void shouldServeAllWhoWaitWithOneSync() throws Exception {
    CompletableFuture<Void> first = commit();
    awaitBegin(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Thread thread = TestDatabases.thread(sync::await);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (thread.getState() != Thread.State.WAITING && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(thread.getState()).isEqualTo(Thread.State.WAITING);
    }

    mayEnd.release(2);
    awaitEnd(first);
    for (Thread thread : threads) {
      thread.join(10_000);
      assertThat(thread.isAlive()).isFalse();
    }

    assertThat(count).hasValue(2);
  }

  @Test
  void shouldFailAllWhoWaitAndAllWhoComeAfterAFailedSync() throws Exception {
    CompletableFuture<Void> first = commit();
    awaitBegin(1);
    CompletableFuture<Void> second = commit();
    broken = true;
    mayEnd.release(10);

    assertThat(first).failsWithin(10, TimeUnit.SECONDS);
    assertThat(second).failsWithin(10, TimeUnit.SECONDS);
    broken = false;

    assertThatThrownBy(sync::await)
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
              assertThat(e.hint()).contains("restart");
              assertThat(e).hasRootCauseMessage("no space left on device");
            });
  }

  @Test
  void shouldServeWhoWaitsWhenClosedAndRefuseLaterOnes() throws Exception {
    CompletableFuture<Void> first = commit();
    awaitBegin(1);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(sync::close, committers);
    mayEnd.release(10);
    awaitEnd(first);
    awaitEnd(closing);

    assertThatThrownBy(sync::await).isInstanceOf(SluiceException.class);
  }

  @Test
  void shouldNotBeInterruptible() throws Exception {
    CompletableFuture<Boolean> interrupted =
        CompletableFuture.supplyAsync(
            () -> {
              Thread.currentThread().interrupt();
              sync.await();
              return Thread.interrupted();
            },
            committers);
    awaitBegin(1);
    assertThat(interrupted).isNotDone();

    mayEnd.release();

    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
  }
}
