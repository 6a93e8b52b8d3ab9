package dev.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sandbox.SandboxConfig.Isolation;
import dev.sluice.spi.sandbox.CallUsage;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.InstanceSpec;
import dev.sluice.spi.sandbox.OutputSink.OutputLine;
import dev.sluice.spi.sandbox.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One instance that serves several calls at a time. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedCallsTest {
  private static final Duration AMPLE = Duration.ofSeconds(60);

  /** Calls that return only when all three have come. */
  private static final String THREADS =
      """
      import threading
      meeting = threading.Barrier(3)
      def handler(event, context):
          print("before", event, end="")
          meeting.wait(30)
          print(" after", event)
          if event == 2:
              raise ValueError("two")
          return [event, context.request_id]
      """;

  private static final String COROUTINES =
      """
      import asyncio
      came = []
      async def handler(event, context):
          print("before", event, end="")
          came.append(event)
          while len(came) < 3:
              await asyncio.sleep(0.001)
          print(" after", event)
          if event == 2:
              raise ValueError("two")
          return [event, context.request_id]
      """;

  private static final String NODE =
      """
      let meet;
      let came = 0;
      const all = new Promise((resolve) => { meet = resolve; });
      exports.handler = async (event, context) => {
        process.stdout.write('before ' + event);
        if (++came === 3) meet();
        await all;
        process.stdout.write(' after ' + event + '\\n');
        if (event === 2) throw new TypeError('two');
        return [event, context.awsRequestId];
      };
      """;

  private static final String LATE_ERROR =
      """
      let begin;
      const began = new Promise((resolve) => { begin = resolve; });
      exports.handler = (event, context, callback) => {
        if (event === 'hang') {
          begin();
          return new Promise(() => {});
        }
        began.then(() => {
          setImmediate(() => { throw new Error('late'); });
          callback(null, event);
        });
      };
      """;

  private static final String MIXED =
      """
      import os, threading, time
      import __main__ as host
      began = threading.Event()
      late = threading.Event()
      def handler(event, context):
          if event == "hang":
              began.set()
              time.sleep(context.get_remaining_time_in_millis() / 1000 + 0.1)
              late.set()
              time.sleep(600)
          began.wait(30)
          if event == "stay":
              late.wait(30)
          if event == "forge":
              host.send(b"O", b"\\x01a", b"\\x00", b"1")
              time.sleep(600)
          if event == "exit":
              os._exit(3)
          if event == "thread":
              one = threading.Thread(target=print, args=("of nobody",))
              one.start()
              one.join()
          return event
      """;

  @TempDir Path folder;
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private TestSandbox test;

  @BeforeEach
  void open() throws Exception {
    test = TestSandbox.in(folder, Isolation.BUBBLEWRAP);
  }

  @AfterEach
  void close() {
    test.close();
    callers.shutdownNow();
  }

  private Instance start(String runtime, String file, String text) throws Exception {
    InstanceSpec one =
        new InstanceSpec(
            "default",
            "f",
            "7",
            runtime,
            "main.handler",
            folder.resolve("shared"),
            128,
            1,
            InstanceSpec.Network.NONE,
            Map.of());
    return TestSandbox.started(test.start(one.with(3), Map.of(file, text), line -> {}));
  }

  /** A call in a thread of its own. */
  private final class Called {
    private final Queue<OutputLine> lines = new ConcurrentLinkedQueue<>();
    private volatile CallUsage usage;
    private final CompletableFuture<Reply> reply;

    Called(Instance instance, String event, Duration timeout) {
      byte[] payload = event.getBytes(StandardCharsets.UTF_8);
      String id = "call-" + event.replace("\"", "");
      Instance.Call call = new Instance.Call(id, payload, "application/json", timeout, 6 << 20);
      reply =
          CompletableFuture.supplyAsync(
              () -> {
                Reply came = instance.invoke(call, lines::add);
                usage = instance.usage();
                return came;
              },
              callers);
    }

    Reply reply() throws Exception {
      return reply.get(AMPLE.toSeconds(), TimeUnit.SECONDS);
    }

    String text() throws Exception {
      assertThat(reply()).isInstanceOf(Reply.Success.class);
      return new String(((Reply.Success) reply()).body(), StandardCharsets.UTF_8);
    }

    FailureKind failure() throws Exception {
      assertThat(reply()).isInstanceOf(Reply.Failure.class);
      return ((Reply.Failure) reply()).kind();
    }

    List<String> texts() {
      return lines.stream().map(OutputLine::text).toList();
    }
  }

  static Stream<Arguments> languages() {
    return Stream.of(
        Arguments.of("python3", "main.py", THREADS),
        Arguments.of("python3", "main.py", COROUTINES),
        Arguments.of("nodejs", "main.js", NODE));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void shouldServeCallsAtATimeAndTellTheirLinesApart(String runtime, String file, String text)
      throws Exception {
    Instance instance = start(runtime, file, text);
    Called one = new Called(instance, "1", AMPLE);
    Called two = new Called(instance, "2", AMPLE);
    Called three = new Called(instance, "3", AMPLE);

    assertThat(one.text().replace(" ", "")).isEqualTo("[1,\"call-1\"]");
    assertThat(three.text().replace(" ", "")).isEqualTo("[3,\"call-3\"]");
    assertThat(two.failure()).isEqualTo(FailureKind.RAISED);
    assertThat(one.texts()).containsExactly("before 1 after 1");
    assertThat(two.texts()).hasSize(2).first().isEqualTo("before 2 after 2");
    assertThat(three.texts()).containsExactly("before 3 after 3");
    assertThat(one.usage).isNotNull();
    assertThat(instance.isAlive()).isTrue();
    assertThat(instance.invocation()).isNull();
  }

  @Test
  void shouldLetTheOthersEndWhenOneRunsOutOfTime() throws Exception {
    Instance instance = start("python3", "main.py", MIXED);
    Called hangs = new Called(instance, "\"hang\"", Duration.ofMillis(300));
    Called stays = new Called(instance, "\"stay\"", AMPLE);

    assertThat(hangs.failure()).isEqualTo(FailureKind.TIMED_OUT);
    assertThat(hangs.texts()).last().asString().contains("did not answer").contains("no more");
    assertThat(instance.isAlive()).isFalse();
    assertThat(stays.text()).isEqualTo("\"stay\"");
    assertThat(test.provider().stats().ended()).containsEntry(EndReason.TIMED_OUT, 1L);
  }

  @Test
  void shouldEndAllWhereAnAnswerComesToACallThatWasNotMade() throws Exception {
    Instance instance = start("python3", "main.py", MIXED);
    Called hangs = new Called(instance, "\"hang\"", AMPLE);
    Called forges = new Called(instance, "\"forge\"", AMPLE);

    assertThat(forges.failure()).isEqualTo(FailureKind.PROTOCOL_BROKEN);
    assertThat(hangs.failure()).isEqualTo(FailureKind.PROTOCOL_BROKEN);
    assertThat(instance.isAlive()).isFalse();
  }

  @Test
  void shouldFailAllWhereTheProcessExits() throws Exception {
    Instance instance = start("python3", "main.py", MIXED);
    Called hangs = new Called(instance, "\"hang\"", AMPLE);
    Called exits = new Called(instance, "\"exit\"", AMPLE);

    assertThat(exits.failure()).isEqualTo(FailureKind.EXITED);
    assertThat(hangs.failure()).isEqualTo(FailureKind.EXITED);
  }

  @Test
  void shouldFailAllAfterAnErrorOfACallThatIsOver() throws Exception {
    Instance instance = start("nodejs", "main.js", LATE_ERROR);
    Called hangs = new Called(instance, "\"hang\"", AMPLE);
    Called early = new Called(instance, "\"early\"", AMPLE);

    assertThat(early.text()).isEqualTo("\"early\"");
    assertThat(hangs.failure()).isEqualTo(FailureKind.RAISED);
    assertThat(instance.isAlive()).isFalse();
  }

  @Test
  void shouldGiveLinesOfNobodyToACall() throws Exception {
    Instance instance = start("python3", "main.py", MIXED);
    Called hangs = new Called(instance, "\"hang\"", Duration.ofSeconds(20));
    Called writes = new Called(instance, "\"thread\"", AMPLE);

    assertThat(writes.text()).isEqualTo("\"thread\"");
    instance.end(EndReason.ENDED_BY_HAND);
    hangs.reply();
    assertThat(Stream.concat(hangs.texts().stream(), writes.texts().stream()))
        .contains("of nobody");
  }
}
