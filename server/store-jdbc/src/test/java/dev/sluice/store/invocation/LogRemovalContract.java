package dev.sluice.store.invocation;

import static dev.sluice.store.TestData.NOW;
import static dev.sluice.store.TestData.fresh;
import static dev.sluice.store.invocation.Records.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.invocation.LogRecord;
import dev.sluice.core.log.LogRemoval;
import dev.sluice.core.log.LogRemoval.Owner;
import dev.sluice.core.log.LogRemoval.Removed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of invocations must do: remove log lines. */
abstract class LogRemovalContract extends LogStoreContract {

  private List<String> texts() {
    return logs.list(lines(namespace, 9_999)).stream().map(LogRecord::text).toList();
  }

  private long append(String function, Instant from, int count) {
    long first = logs.lastId() + 1;
    List<LogRecord> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(line(first + i, namespace, function, "i", from.plusSeconds(i), function + i));
    }
    store.append(List.of(), lines);
    return first;
  }

  private long kept() {
    return removal.bytes().getOrDefault(namespace, 0L);
  }

  private long bytesOf(List<String> texts) {
    return texts.stream()
        .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length + LogRemoval.LINE_BYTES)
        .sum();
  }

  @Test
  void shouldNameEachFunctionThatHasLines() {
    append("g", NOW, 3);
    append("f", NOW, 2);
    String other = fresh("ns");
    store.append(List.of(), List.of(line(logs.lastId() + 1, other, "h", "i", NOW, "x")));

    assertThat(removal.owners())
        .contains(new Owner(namespace, "f"), new Owner(namespace, "g"), new Owner(other, "h"))
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldRemoveAFunctionsLinesUpToTheFirstThatIsNotOlder() {
    long first = append("f", NOW, 1_203);
    append("g", NOW, 1);
    Owner owner = new Owner(namespace, "f");

    assertThat(removal.removeOlder(owner, NOW)).isEqualTo(new Removed(0, 0));
    assertThat(removal.removeOlder(owner, NOW.plusSeconds(1_201)))
        .isEqualTo(new Removed(1_201, first + 1_200));

    assertThat(texts()).containsExactly("f1201", "f1202", "g0");
    assertThat(kept()).isEqualTo(bytesOf(texts()));
    assertThat(removal.removeOlder(owner, Instant.MAX)).isEqualTo(new Removed(2, first + 1_202));
    assertThat(removal.owners()).doesNotContain(owner);
  }

  @Test
  void shouldRemoveTheFirstLinesOfANamespaceThatKeepsTooMuch() {
    append("f", NOW, 700);
    String other = fresh("ns");
    store.append(List.of(), List.of(line(logs.lastId() + 1, other, "f", "i", NOW, "stays")));
    long second = append("g", NOW.minusSeconds(9), 50);

    assertThat(removal.removeOldest(namespace, Long.MAX_VALUE)).isEqualTo(new Removed(0, 0));
    Removed removed = removal.removeOldest(namespace, bytesOf(List.of("g47", "g48", "g49")) + 5);

    assertThat(removed).isEqualTo(new Removed(747, second + 46));
    assertThat(texts()).containsExactly("g47", "g48", "g49");
    assertThat(kept()).isEqualTo(bytesOf(texts()));
    assertThat(logs.list(lines(other, 9))).hasSize(1);
    assertThat(removal.removeOldest(namespace, 0).lines()).isEqualTo(3);
    assertThat(kept()).isZero();
    assertThat(removal.removeOldest(namespace, 0)).isEqualTo(new Removed(0, 0));
    assertThat(removal.removeOldest(fresh("nobody"), 0)).isEqualTo(new Removed(0, 0));
  }

  @Test
  void shouldCountTheTextAsItIsStored() {
    String odd = "\u00e4\u20ac\ud83d\ude00 nul \0 half \udc00";
    long next = logs.lastId() + 1;
    LogRecord one = line(next, namespace, "f", "i", NOW, odd);
    LogRecord two = line(next + 1, namespace, "f", "i", NOW, "");
    store.append(List.of(), List.of(one));
    store.append(List.of(), List.of(one, two));

    assertThat(kept()).isEqualTo(bytesOf(texts()));
    removal.removeOldest(namespace, 0);
    assertThat(kept()).isZero();
  }

  @Test
  void shouldNotReuseTheIdsOfRemovedLines() {
    long first = append("f", NOW, 2);

    removal.removeOldest(namespace, 0);

    assertThat(logs.lastId()).isEqualTo(first + 1);
  }

  @Test
  void shouldCountRightWhileLinesComeAndGo() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Callable<Integer> removing =
          () -> {
            int gone = 0;
            while (gone < 1_000) {
              gone += removal.removeOldest(namespace, 0).lines();
            }
            return gone;
          };
      Future<Integer> gone = threads.submit(removing);
      for (int i = 0; i < 100; i++) {
        append("f", NOW, 10);
      }

      assertThat(gone.get()).isEqualTo(1_000);
      assertThat(kept()).isZero();
      assertThat(texts()).isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }
}
