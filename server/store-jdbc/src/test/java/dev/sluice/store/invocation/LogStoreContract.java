package dev.sluice.store.invocation;

import static dev.sluice.store.TestData.NOW;
import static dev.sluice.store.TestData.fresh;
import static dev.sluice.store.invocation.Records.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.invocation.LogQuery;
import dev.sluice.core.invocation.LogRecord;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of invocations must do: log lines. */
abstract class LogStoreContract extends InvocationStoreContract {

  static LogQuery lines(String namespace, int limit) {
    return new LogQuery(
        namespace, List.of(), null, null, null, null, null, null, null, false, limit);
  }

  private List<String> texts(LogQuery query) {
    return logs.list(query).stream().map(LogRecord::text).toList();
  }

  private LogQuery search(String text) {
    return new LogQuery(namespace, List.of(), null, null, null, text, null, null, null, false, 99);
  }

  /** Appends lines of function f and returns the first one's id. */
  private long append(String... texts) {
    long first = logs.lastId() + 1;
    List<LogRecord> lines = new ArrayList<>();
    for (String text : texts) {
      lines.add(line(first + lines.size(), namespace, "f", "inv", NOW, text));
    }
    store.append(List.of(), lines);
    return first;
  }

  @Test
  void shouldReadBackWhatWasAppended() {
    long next = logs.lastId() + 1;
    List<LogRecord> lines = new ArrayList<>();
    for (Stream stream : Stream.values()) {
      for (Level level : Level.values()) {
        lines.add(
            new LogRecord(
                next++, namespace, "f", "7", "inv", NOW.plusNanos(next), stream, level, "größe"));
      }
    }

    store.append(List.of(), lines);

    assertThat(logs.list(lines(namespace, 99))).isEqualTo(lines);
    assertThat(logs.lastId()).isEqualTo(next - 1);
    assertThat(logs.list(lines(fresh("other"), 99))).isEmpty();
  }

  @Test
  void shouldReadTheFirstOrTheLastLines() {
    long first = append("a", "b", "c", "d", "e");

    assertThat(texts(page(null, false, 2))).containsExactly("a", "b");
    assertThat(texts(page(first + 1, false, 2))).containsExactly("c", "d");
    assertThat(texts(page(null, true, 2))).containsExactly("d", "e");
    assertThat(texts(page(first + 3, true, 2))).containsExactly("e");
    assertThat(texts(page(first + 4, true, 2))).isEmpty();
  }

  private LogQuery page(@Nullable Long after, boolean newest, int limit) {
    return new LogQuery(
        namespace, List.of("f"), null, null, null, null, null, null, after, newest, limit);
  }

  @Test
  void shouldReadOnlyWhatIsAskedFor() {
    long next = logs.lastId() + 1;
    String other = fresh("inv");
    store.append(
        List.of(),
        List.of(
            line(next, namespace, "f", "inv", NOW, Level.DEBUG, "1"),
            line(next + 1, namespace, "f", other, NOW.plusNanos(1), Level.INFO, "2"),
            line(next + 2, namespace, "g", other, NOW.plusNanos(2), Level.WARN, "3"),
            line(next + 3, namespace, "g", "inv", NOW.plusNanos(3), Level.ERROR, "4")));

    assertThat(texts(query("f", null, null, null, null))).containsExactly("1", "2");
    assertThat(texts(query(null, other, null, null, null))).containsExactly("2", "3");
    assertThat(texts(query("g", other, null, null, null))).containsExactly("3");
    assertThat(texts(query(null, null, Level.WARN, null, null))).containsExactly("3", "4");
    assertThat(texts(query(null, null, Level.DEBUG, null, null))).hasSize(4);
    assertThat(texts(query(null, null, null, NOW.plusNanos(1), NOW.plusNanos(3))))
        .containsExactly("2", "3");
    assertThat(texts(query(null, null, null, Instant.MAX, null))).isEmpty();
    assertThat(
            logs.list(
                new LogQuery(
                    fresh("ns"), List.of("f"), null, other, null, null, null, null, null, true, 9)))
        .isEmpty();
  }

  private LogQuery query(
      @Nullable String function,
      @Nullable String invocation,
      @Nullable Level level,
      @Nullable Instant since,
      @Nullable Instant until) {
    return new LogQuery(
        namespace,
        function == null ? List.of() : List.of(function),
        null,
        invocation,
        level,
        null,
        since,
        until,
        null,
        false,
        99);
  }

  @Test
  void shouldSearchTextIgnoringCaseAndWithoutPatterns() {
    append(
        "Took 100% of it",
        "took 100 of it", "snake_case", "snakeXcase", "a\\b", "Really!", "Gr\u00d6sse");

    assertThat(texts(search("TOOK"))).hasSize(2);
    assertThat(texts(search("100%"))).containsExactly("Took 100% of it");
    assertThat(texts(search("snake_"))).containsExactly("snake_case");
    assertThat(texts(search("\\"))).containsExactly("a\\b");
    assertThat(texts(search("y!"))).containsExactly("Really!");
    assertThat(texts(search("\u00d6SSE"))).containsExactly("Gr\u00d6sse");
    assertThat(texts(search("'"))).isEmpty();
    assertThat(texts(search("gr\u00f6SSE"))).containsExactly("Gr\u00d6sse");
    assertThat(texts(search(""))).hasSize(7);
  }

  @Test
  void shouldFindFewAmongMany() {
    String[] texts = new String[2_500];
    Arrays.setAll(texts, i -> i % 1_200 == 7 ? "needle " + i : "hay " + i);
    long first = append(texts);

    assertThat(texts(search("needle"))).containsExactly("needle 7", "needle 1207", "needle 2407");
    assertThat(
            texts(
                new LogQuery(
                    namespace,
                    List.of("f"),
                    null,
                    null,
                    null,
                    "NEEDLE",
                    null,
                    null,
                    null,
                    true,
                    2)))
        .containsExactly("needle 1207", "needle 2407");
    assertThat(
            texts(
                new LogQuery(
                    namespace, List.of(), null, null, null, "needle", null, null, first + 7, false,
                    1)))
        .containsExactly("needle 1207");
  }

  @Test
  void shouldReadByIdWhateverTheNamespace() {
    long first = append("a", "b", "c", "d");
    store.append(List.of(), List.of(line(first + 4, fresh("other"), "f", "i", NOW, "e")));

    assertThat(logs.after(first, 3)).extracting(LogRecord::text).containsExactly("b", "c", "d");
    assertThat(logs.after(first + 3, 3)).extracting(LogRecord::text).containsExactly("e");
    assertThat(logs.after(first + 4, 3)).isEmpty();
    assertThat(logs.find(List.of(first + 4, first + 1, first + 99)))
        .extracting(LogRecord::text)
        .containsExactly("b", "e");
    assertThat(logs.find(List.of())).isEmpty();
  }

  @Test
  void shouldKeepTheIdentityThatItTookFirst() {
    String identity = logs.identity(fresh("id"));

    assertThat(logs.identity(fresh("id"))).isEqualTo(identity).isNotEmpty();
  }
}
