package dev.sluice.store.build;

import static dev.sluice.store.TestData.NOW;
import static dev.sluice.store.TestData.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.build.BuildRecord;
import dev.sluice.core.build.BuildRecord.State;
import dev.sluice.core.build.BuildStore;
import dev.sluice.core.build.BuildStore.StoredLog;
import dev.sluice.store.DatabaseContract;
import dev.sluice.store.TestData;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store of builds must do. */
abstract class BuildStoreContract extends DatabaseContract {
  @SuppressWarnings("NullAway.Init") // opened before all
  private BuildStore store;

  @Override
  protected void useStores() {
    store = database.builds();
  }

  private BuildRecord running(String function) {
    return new BuildRecord(
        fresh("b1"), namespace, function, "command", State.RUNNING, NOW, null, null, null);
  }

  private static BuildRecord ended(BuildRecord build, State state) {
    return new BuildRecord(
        build.id(),
        build.namespace(),
        build.function(),
        build.recipe(),
        state,
        build.startedAt(),
        Duration.ofMillis(1_234),
        state == State.FAILED ? "größer\0 😀" : null,
        state == State.SUCCEEDED ? "sha256:" + "a".repeat(64) : null);
  }

  @Test
  void shouldKeepABuildFromItsStartToItsEnd() {
    BuildRecord build = running("f");
    store.insert(build);
    assertThat(store.find(namespace, "f", build.id())).contains(build);
    assertThat(store.log(namespace, "f", build.id())).contains(new StoredLog("", 1));
    store.saveLog(build.id(), "one\n", 1);
    assertThat(store.log(namespace, "f", build.id())).contains(new StoredLog("one\n", 1));
    BuildRecord ended = ended(build, State.SUCCEEDED);
    store.end(ended, "two\nthree\n", 2);
    assertThat(store.find(namespace, "f", build.id())).contains(ended);
    assertThat(store.log(namespace, "f", build.id())).contains(new StoredLog("two\nthree\n", 2));
  }

  @Test
  void shouldTakeAnyTextAndTheLongestLog() {
    BuildRecord build = running("f");
    store.insert(build);
    String log = "ä😀\0".repeat(BuildStore.LOG_CHARS / 4);
    store.end(ended(build, State.FAILED), log, 7);
    assertThat(store.log(namespace, "f", build.id()))
        .contains(new StoredLog(log.replace('\0', '\ufffd'), 7));
    assertThat(store.find(namespace, "f", build.id()).orElseThrow().error())
        .isEqualTo("größer\ufffd 😀");
  }

  @Test
  void shouldShowBuildsToNobodyElse() {
    BuildRecord build = running("f");
    store.insert(build);
    assertThat(store.find(namespace, "g", build.id())).isEmpty();
    assertThat(store.find("other", "f", build.id())).isEmpty();
    assertThat(store.log("other", "f", build.id())).isEmpty();
    assertThat(store.list(namespace, "g", null, 10)).isEmpty();
  }

  @Test
  void shouldListTheNewestFirst() {
    BuildRecord first = running("f");
    BuildRecord second = running("f");
    BuildRecord third = running("f");
    store.insert(second);
    store.insert(third);
    store.insert(first);
    assertThat(store.list(namespace, "f", null, 2)).containsExactly(third, second);
    assertThat(store.list(namespace, "f", second.id(), 2)).containsExactly(first);
  }

  @Test
  void shouldEndWhatRan() {
    BuildRecord runs = running("f");
    BuildRecord done = running("f");
    store.insert(runs);
    store.insert(done);
    store.end(ended(done, State.SUCCEEDED), "", 1);
    store.saveLog(runs.id(), "so far\n", 1);
    assertThat(store.failRunning("gone")).isPositive();
    BuildRecord failed = store.find(namespace, "f", runs.id()).orElseThrow();
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.error()).isEqualTo("gone");
    assertThat(store.log(namespace, "f", runs.id())).contains(new StoredLog("so far\n", 1));
    assertThat(store.find(namespace, "f", done.id()).orElseThrow().state())
        .isEqualTo(State.SUCCEEDED);
  }

  @Test
  void shouldKeepTheNewestAndWhatRuns() {
    BuildRecord oldAndRunning = running("f");
    BuildRecord old = running("f");
    BuildRecord newest = running("f");
    BuildRecord other = running("g");
    for (BuildRecord build : new BuildRecord[] {oldAndRunning, old, newest, other}) {
      store.insert(build);
    }
    store.end(ended(old, State.FAILED), "", 1);
    assertThat(store.keepNewest(namespace, "f", 1)).isEqualTo(1);
    assertThat(store.list(namespace, "f", null, 10)).containsExactly(newest, oldAndRunning);
    assertThat(store.list(namespace, "g", null, 10)).containsExactly(other);
    store.end(ended(newest, State.FAILED), "", 1);
    store.removeAll(namespace, "f");
    assertThat(store.list(namespace, "f", null, 10)).containsExactly(oldAndRunning);
  }

  @Test
  void shouldRemoveOldBuildsOfNoFunction() {
    database.functions().insert(TestData.function(namespace, "there", Map.of()));
    BuildRecord there = running("there");
    BuildRecord gone = running("gone");
    store.insert(there);
    store.insert(gone);
    store.end(ended(there, State.FAILED), "", 1);
    store.end(ended(gone, State.FAILED), "", 1);
    store.pruneOrphans(NOW);
    assertThat(store.find(namespace, "gone", gone.id())).isPresent();
    assertThat(store.pruneOrphans(NOW.plusSeconds(1))).isPositive();
    assertThat(store.find(namespace, "gone", gone.id())).isEmpty();
    assertThat(store.find(namespace, "there", there.id())).isPresent();
  }
}
