package dev.sluice.store.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionStore;
import dev.sluice.core.workflow.engine.State.Status;
import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Executions over a store that writes, and whose disk is there when the test says so. */
class H2SlowDiskTest extends ExecutionServices {
  private final BlockingQueue<CompletableFuture<Void>> asked = new LinkedBlockingQueue<>();
  private volatile boolean slow;

  @Override
  protected Database open(Path folder) {
    return TestDatabases.h2(folder);
  }

  @Override
  ExecutionStore store() {
    ExecutionStore real = database.executions();
    return (ExecutionStore)
        Proxy.newProxyInstance(
            ExecutionStore.class.getClassLoader(),
            new Class<?>[] {ExecutionStore.class},
            (proxy, method, arguments) -> {
              if (slow && method.getName().equals("synced")) {
                CompletableFuture<Void> disk = new CompletableFuture<>();
                asked.add(disk);
                return disk;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** The next that something written waits for. */
  private CompletableFuture<Void> written() throws InterruptedException {
    return Objects.requireNonNull(asked.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  private static <T> CompletableFuture<T> async(Callable<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.call();
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void shouldWriteTheNextWhileOneIsOnItsWayAndActOnNoneBefore() throws Exception {
    deploy("calls", "  - c: {call: f}\n");
    slow = true;
    CompletableFuture<ExecutionRecord> first = async(() -> server.start("calls", null, "{}"));
    CompletableFuture<Void> one = written();
    CompletableFuture<ExecutionRecord> second = async(() -> server.start("calls", null, "{}"));
    CompletableFuture<Void> two = written();

    assertThat(server.all("calls")).hasSize(2);
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
    assertThat(outside.calls).isEmpty();

    slow = false;
    one.complete(null);
    assertThat(first.join().status()).isEqualTo(Status.RUNNING);
    assertThat(outside.calls.take().key()).contains(first.join().id());
    assertThat(second).isNotDone();
    two.complete(null);
    assertThat(outside.calls.take().key()).contains(second.join().id());
  }

  @Test
  void shouldTakeAnEventForWhatIsStillOnItsWay() throws Exception {
    deploy("listens", "  - l: {listen: {to: {one: {with: {type: go}}}}}\n");
    slow = true;
    CompletableFuture<ExecutionRecord> start = async(() -> server.start("listens", null, "{}"));
    CompletableFuture<Void> one = written();
    CompletableFuture<Boolean> delivery =
        async(
            () -> {
              server.deliver("1", "go", "{}");
              return true;
            });
    CompletableFuture<Void> two = written();

    assertThat(server.all("listens").get(0).status()).isEqualTo(Status.COMPLETED);
    assertThat(delivery).isNotDone();

    slow = false;
    one.complete(null);
    assertThat(start.join().status()).isEqualTo(Status.RUNNING);
    two.complete(null);
    assertThat(delivery.join()).isTrue();
  }

  @Test
  void shouldNotAnswerWithAKeyThatIsStillOnItsWay() throws Exception {
    deploy("keyed", "  - w: {wait: {hours: 1}}\n");
    slow = true;
    CompletableFuture<ExecutionRecord> first = async(() -> server.start("keyed", "7", "{}"));
    CompletableFuture<Void> one = written();
    CompletableFuture<ExecutionRecord> second = async(() -> server.start("keyed", "7", "{}"));
    CompletableFuture<Void> two = written();

    assertThat(second).isNotDone();

    one.complete(null);
    two.complete(null);
    assertThat(second.join().id()).isEqualTo(first.join().id());
  }

  @Test
  void shouldTellNobodyOfWhatDoesNotComeToTheDisk() throws Exception {
    deploy("calls", "  - c: {call: f}\n");
    slow = true;
    CompletableFuture<ExecutionRecord> start = async(() -> server.start("calls", null, "{}"));
    CompletableFuture<Void> one = written();
    slow = false;

    one.completeExceptionally(
        new SluiceException(ErrorCode.STORAGE_UNAVAILABLE, "The disk is broken.", null));

    assertThatThrownBy(start::join)
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("The disk is broken.");
    assertThat(server.start("calls", null, "{}").status()).isEqualTo(Status.RUNNING);
    assertThat(outside.calls.take().key()).doesNotContain(server.all("calls").get(1).id());
  }
}
