package dev.sluice.store.function;

import static dev.sluice.store.TestData.alias;
import static dev.sluice.store.TestData.changed;
import static dev.sluice.store.TestData.definition;
import static dev.sluice.store.TestData.function;
import static dev.sluice.store.TestData.published;
import static dev.sluice.store.TestData.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.function.AliasRecord;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.FunctionStore.DeleteVersion;
import dev.sluice.core.function.FunctionStore.SaveAlias;
import dev.sluice.core.function.VersionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What every store of functions must do when many want something at once. */
abstract class FunctionStoreRaces extends AliasStoreContract {
  private static final int THREADS = 6;

  private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

  @AfterAll
  void endThreads() {
    executor.shutdownNow();
  }

  /**
   * Makes one task for each thread, lets all begin at the same moment and returns their results.
   */
  private <T> List<T> atOnce(TaskMaker<T> tasks) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<T>> futures = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Callable<T> task = tasks.make(i);
      futures.add(
          executor.submit(
              () -> {
                start.await(30, TimeUnit.SECONDS);
                return task.call();
              }));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get(60, TimeUnit.SECONDS));
    }
    return results;
  }

  @FunctionalInterface
  private interface TaskMaker<T> {
    Callable<T> make(int thread);
  }

  @Test
  void shouldLetExactlyOneInsertOfANameWin() throws Exception {
    for (int round = 0; round < 10; round++) {
      String name = "f" + round;
      List<Boolean> won =
          atOnce(
              i ->
                  () ->
                      store.insert(function(namespace, name, Map.of("thread", String.valueOf(i)))));

      assertThat(won).containsOnlyOnce(true);
      String winner = String.valueOf(won.indexOf(true));
      assertThat(store.find(namespace, name).map(FunctionRecord::labels))
          .contains(Map.of("thread", winner));
    }
  }

  @Test
  void shouldLetExactlyOneUpdateOfARevisionWin() throws Exception {
    FunctionRecord function = inserted("f");
    for (int round = 0; round < 20; round++) {
      FunctionRecord old = function;
      List<FunctionRecord> tries = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        tries.add(
            changed(old, definition(String.valueOf(i)), Map.of("thread", String.valueOf(i)), 0));
      }
      List<Boolean> won = atOnce(i -> () -> store.update(tries.get(i)));

      assertThat(won).containsOnlyOnce(true);
      function = tries.get(won.indexOf(true));
      assertThat(store.find(namespace, "f")).contains(function);
    }
  }

  @Test
  void shouldLetExactlyOneSaveOfAnAliasRevisionWin() throws Exception {
    FunctionRecord function = insertedWithVersions("f", THREADS);
    for (int revision = 1; revision <= 15; revision++) {
      long next = revision;
      List<SaveAlias> results =
          atOnce(
              i -> () -> store.saveAlias(alias(function.id(), "live", Map.of(i + 1, 1.0), next)));

      assertThat(results).containsOnlyOnce(SaveAlias.SAVED).contains(SaveAlias.STALE);
      int winner = results.indexOf(SaveAlias.SAVED) + 1;
      assertThat(store.findAlias(function.id(), "live"))
          .contains(alias(function.id(), "live", Map.of(winner, 1.0), revision));
    }
  }

  @Test
  void shouldNeverGiveAnAliasWeightOnAVersionThatIsGone() throws Exception {
    for (int round = 0; round < 25; round++) {
      FunctionRecord function = insertedWithVersions("f" + round, 1);
      List<String> results =
          atOnce(
              i ->
                  i % 2 == 0
                      ? () -> store.deleteVersion(function.id(), 1).name()
                      : () ->
                          store.saveAlias(alias(function.id(), "a" + i, Map.of(1, 1.0), 1)).name());

      requireWeightsExist(function.id());
      boolean deleted = results.contains(DeleteVersion.DELETED.name());
      boolean saved = results.contains(SaveAlias.SAVED.name());
      assertThat(deleted).as("one of both must win: %s", results).isNotEqualTo(saved);
    }
  }

  @Test
  void shouldKeepTheInvariantsUnderEverythingAtOnce() throws Exception {
    long seed = ThreadLocalRandom.current().nextLong();
    FunctionRecord function = insertedWithVersions("f", 2);
    List<Integer> published =
        atOnce(i -> () -> actAtRandom(new Random(seed + i), function.id(), 40));

    List<Integer> left = numbers(function.id());
    FunctionRecord last = store.find(namespace, "f").orElseThrow();
    assertThat(last.lastVersion())
        .as("versions published, seed %d", seed)
        .isEqualTo(2 + published.stream().mapToInt(Integer::intValue).sum());
    assertThat(left).as("seed %d", seed).doesNotHaveDuplicates();
    requireWeightsExist(function.id());
  }

  private List<Integer> numbers(String functionId) {
    return store.listVersions(functionId, null, 1_000).stream()
        .map(VersionRecord::version)
        .toList();
  }

  /** Publishes, deletes versions, points aliases; returns how many versions it published. */
  private int actAtRandom(Random random, String functionId, int actions) {
    int published = 0;
    for (int i = 0; i < actions; i++) {
      FunctionRecord current = store.find(namespace, "f").orElseThrow();
      int version = 1 + random.nextInt(current.lastVersion());
      String name = "a" + random.nextInt(3);
      switch (random.nextInt(4)) {
        case 0 -> {
          FunctionRecord next = published(current);
          published += store.publish(next, version(next)) ? 1 : 0;
        }
        case 1 -> store.deleteVersion(functionId, version);
        case 2 -> {
          long revision = store.findAlias(functionId, name).map(AliasRecord::revision).orElse(0L);
          Map<Integer, Double> weights =
              version == current.lastVersion()
                  ? Map.of(version, 1.0)
                  : Map.of(version, 0.5, current.lastVersion(), 0.5);
          store.saveAlias(alias(functionId, name, weights, revision + 1));
        }
        default -> {
          requireWholeAliases(functionId);
          long revision = store.findAlias(functionId, name).map(AliasRecord::revision).orElse(0L);
          store.deleteAlias(functionId, name, revision);
        }
      }
    }
    return published;
  }

  /** A reader never sees an alias between two states. */
  private void requireWholeAliases(String functionId) {
    assertThat(store.listAliases(functionId))
        .allSatisfy(
            alias ->
                assertThat(alias.weights().values().stream().mapToDouble(w -> w).sum())
                    .isEqualTo(1.0));
  }

  private void requireWeightsExist(String functionId) {
    Set<Integer> weighted =
        store.listAliases(functionId).stream()
            .flatMap(alias -> alias.weights().keySet().stream())
            .collect(Collectors.toSet());
    assertThat(numbers(functionId)).containsAll(weighted);
  }

  @Test
  void shouldNotHangWhenCallersAreInterrupted() throws Exception {
    List<Boolean> found =
        atOnce(
            i ->
                () -> {
                  for (int n = 0; n < 10; n++) {
                    Thread.currentThread().interrupt();
                    FunctionRecord function = inserted("i" + i + "-" + n);
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                    assertThat(store.find(namespace, function.name())).contains(function);
                  }
                  return Thread.interrupted();
                });

    assertThat(found).containsOnly(true);
    inserted("afterwards");
  }
}
