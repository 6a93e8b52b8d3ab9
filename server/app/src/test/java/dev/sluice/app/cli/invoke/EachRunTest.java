package dev.sluice.app.cli.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionError;
import dev.sluice.api.Problem;
import dev.sluice.app.cli.TestShell;
import dev.sluice.app.cli.shell.CliException;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.SluiceApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EachRunTest {
  private final TestShell shell = new TestShell();

  @Test
  void shouldPrintAnswersInOrderOfItemsThoughTheyEndInAnother() throws IOException {
    CountDownLatch second = new CountDownLatch(1);
    ItemCall call =
        item -> {
          String text = text(item);
          if (text.equals("1")) {
            await(second);
          } else if (text.equals("2")) {
            second.countDown();
          }
          return answer("{\n \"n\": " + text + "}");
        };

    boolean succeeded = run(call, 2, "[1,2,3]");

    assertThat(succeeded).isTrue();
    assertThat(shell.out()).isEqualTo("{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n");
    assertThat(shell.err()).startsWith("3 invocations, 0 failed, ").hasLineCount(1);
  }

  @Test
  void shouldInvokeSoManyAtATimeAndNoMore() throws IOException {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ItemCall call =
        item -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          Thread.onSpinWait();
          running.decrementAndGet();
          return answer("1");
        };

    run(call, 3, IntStream.range(0, 5_000).boxed().collect(Collectors.toList()).toString());

    assertThat(most.get()).isBetween(1, 3);
    assertThat(shell.out().lines()).hasSize(5_000);
  }

  @Test
  void shouldGoOnAfterFailedItem() throws IOException {
    ItemCall call = item -> text(item).equals("2") ? failed() : answer(text(item));

    boolean succeeded = run(call, 2, "1\n2\n3");

    assertThat(succeeded).isFalse();
    assertThat(shell.out().lines())
        .containsExactly(
            "1",
            "{\"error\":{\"code\":\"function-failed\",\"type\":\"ValueError\","
                + "\"message\":\"no\",\"invocation\":\"i1\"}}",
            "3");
    assertThat(shell.err()).startsWith("3 invocations, 1 failed, ");
  }

  @Test
  void shouldStopAtRefusalThatEveryItemWouldGet() {
    AtomicInteger calls = new AtomicInteger();
    ItemCall call =
        item -> {
          calls.incrementAndGet();
          throw new SluiceApiException(problem(ErrorCode.FUNCTION_NOT_FOUND, null));
        };

    assertThatThrownBy(() -> run(call, 1, numbers(1_000))).isInstanceOf(SluiceApiException.class);
    assertThat(calls.get()).isLessThan(20);
  }

  @Test
  void shouldPrintAnswersBeforeBreakInFile() {
    assertThatThrownBy(() -> run(item -> answer(text(item)), 2, "[1,2,oops]"))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("is not JSON at line 1");
    assertThat(shell.out()).isEqualTo("1\n2\n");
    assertThat(shell.err()).startsWith("2 invocations, 0 failed, ");
  }

  @Test
  void shouldStopWhenServerGoesAway() {
    ItemCall call =
        item -> {
          if (text(item).equals("7")) {
            throw new IOException("gone");
          }
          return answer(text(item));
        };

    assertThatThrownBy(() -> run(call, 4, numbers(1_000)))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
    assertThat(shell.out().lines()).hasSize(6);
  }

  @Test
  void shouldShowProgressOnTerminal() throws IOException {
    shell.onTerminal();

    run(item -> answer("1"), 2, "[1,2]");

    assertThat(shell.err()).contains("\r\u001b[K1 invocation, 0 failed, ");
  }

  private boolean run(ItemCall call, int threads, String items) throws IOException {
    try (ItemReader reader =
        ItemReader.open(
            "-", null, new ByteArrayInputStream(items.getBytes(StandardCharsets.UTF_8)))) {
      return new EachRun(shell.shell(), call, threads).run(reader);
    }
  }

  private static String numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().collect(Collectors.toList()).toString();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String text(byte[] item) {
    return new String(item, StandardCharsets.UTF_8);
  }

  private static InvokeResult answer(String body) {
    return new InvokeResult(
        "i1",
        "latest",
        false,
        1,
        body.getBytes(StandardCharsets.UTF_8),
        "application/json",
        null,
        List.of());
  }

  private static InvokeResult failed() {
    FunctionError error = new FunctionError("function-failed", "ValueError", "no", null);
    return new InvokeResult(
        "i1",
        "latest",
        false,
        1,
        new byte[0],
        Problem.MEDIA_TYPE,
        problem(ErrorCode.FUNCTION_FAILED, error),
        List.of());
  }

  private static Problem problem(ErrorCode code, FunctionError error) {
    return new Problem(
        "urn:sluice:error:" + code.code(),
        code.title(),
        code.status(),
        code.code(),
        "caller",
        "It went wrong.",
        null,
        null,
        "i1",
        error,
        null);
  }
}
