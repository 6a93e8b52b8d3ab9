package dev.sluice.core.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.core.fake.TestCore;
import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import dev.sluice.spi.sandbox.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What functions count. */
class CountingTest {
  private final TestCore core = new TestCore();

  @BeforeEach
  void create() {
    core.functions.create("default", TestCore.spec("f"));
  }

  @AfterEach
  void close() {
    core.close();
  }

  private InvokeOutcome counting(Map<String, Long> counts) {
    core.sandbox.calls =
        (call, output) -> {
          call.platform().counted(counts);
          return new Reply.Success(new byte[0], "application/json");
        };
    return core.invocations.invoke(TestCore.call("f", "latest"));
  }

  private static String warning(InvokeOutcome outcome) {
    assertThat(outcome.record().failure()).isNull();
    assertThat(outcome.lines()).hasSize(1);
    LogRecord line = outcome.lines().get(0);
    assertThat(line.level()).isEqualTo(Level.WARN);
    assertThat(line.stream()).isEqualTo(Stream.PLATFORM);
    return line.text();
  }

  @Test
  void shouldKeepCountsWithTheRecord() {
    InvokeOutcome outcome = counting(Map.of("orders", 2L, "eur.total", 0L));
    assertThat(outcome.record().counts()).isEqualTo(Map.of("orders", 2L, "eur.total", 0L));
    assertThat(outcome.lines()).isEmpty();
  }

  @Test
  void shouldKeepCountsOfACallThatFailed() {
    core.sandbox.calls =
        (call, output) -> {
          call.platform().counted(Map.of("tries", 1L));
          return new Reply.Failure(FailureKind.RAISED, "ValueError", "no", List.of());
        };
    InvocationRecord record = core.invocations.invoke(TestCore.call("f", "latest")).record();
    assertThat(record.counts()).isEqualTo(Map.of("tries", 1L));
  }

  @Test
  void shouldSayOnceWhatNamesAndNumbersAreWrongAndCountTheOthers() {
    for (String name : List.of("", "1st", "a b", "größe", "a\nb", "x".repeat(65))) {
      InvokeOutcome outcome = counting(Map.of(name, 1L, "good", 1L));
      assertThat(warning(outcome)).contains("context.metrics", "is not counted", "begins with");
      assertThat(outcome.record().counts()).isEqualTo(Map.of("good", 1L));
    }
    for (long by : new long[] {-1, Long.MIN_VALUE, (1L << 53) + 1}) {
      assertThat(warning(counting(Map.of("good", by)))).contains("'good'", "0 to 2^53");
    }
    assertThat(warning(counting(Map.of("1", 1L, "2", 1L, "3", 1L)))).contains("'1'");
  }

  @Test
  void shouldTakeSoManyNamesOfAFunctionUntilItChanges() {
    Map<String, Long> many = new HashMap<>();
    for (int i = 10; i < 10 + CountedNames.MOST; i++) {
      many.put("n" + i, 1L);
    }
    assertThat(counting(many).lines()).isEmpty();
    InvokeOutcome more = counting(Map.of("more", 1L, "n10", 5L));
    assertThat(warning(more)).contains("'more'", "at most 50 names");
    assertThat(more.record().counts()).isEqualTo(Map.of("n10", 5L));
    core.functions.putCode("default", "f", CodeSource.ofInline("other"), null);
    assertThat(counting(Map.of("more", 1L)).record().counts()).isEqualTo(Map.of("more", 1L));
  }
}
