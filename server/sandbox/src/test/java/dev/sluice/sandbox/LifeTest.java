package dev.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sandbox.SandboxConfig.Isolation;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import dev.sluice.spi.sandbox.OutputSink;
import dev.sluice.spi.sandbox.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an instance between its calls, and how it is ended. */
class LifeTest {
  private static final String PULSE =
      """
      import threading, time
      beats = [time.monotonic()]
      def beat():
          while True:
              time.sleep(0.01)
              beats.append(time.monotonic())
      threading.Thread(target=beat, daemon=True).start()
      def handler(event, context):
          return max((b - a for a, b in zip(beats, beats[1:])), default=0) * 1000
      """;

  private final List<OutputSink.OutputLine> lines = new CopyOnWriteArrayList<>();

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldStopWhatRunsOnInTheBackgroundBetweenCalls(boolean controlGroups) throws Exception {
    try (TestSandbox sandbox = TestSandbox.in(temp, controlGroups)) {
      Instance instance = sandbox.start(PULSE);
      assertThat(sandbox.answer(instance)).isNotEmpty();

      Await.until("its processes are stopped", () -> states().contains('T'));
      // It goes on for the call, and stops again.
      assertThat(Double.parseDouble(sandbox.answer(instance))).isPositive();
      Await.until("its processes are stopped again", () -> states().contains('T'));

      instance.end(EndReason.IDLE);
      Await.until("what was stopped is gone", () -> states().isEmpty());
      assertThat(sandbox.provider().stats().ended()).containsEntry(EndReason.IDLE, 1L);
    }
  }

  /** The states of Python's processes among our descendants, as letters of /proc. */
  private static List<Character> states() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").contains("python"))
        .map(LifeTest::state)
        .filter(state -> state != ' ')
        .toList();
  }

  private static char state(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return ' ';
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BUBBLEWRAP", "PROCESS"})
  void shouldGiveAFunctionItsLastWordsBeforeItIsEnded(Isolation isolation) throws Exception {
    String python =
        """
        import signal, sys, time
        def last(number, frame):
            print("last words")
            sys.exit(0)
        signal.signal(signal.SIGTERM, last)
        def handler(event, context):
            time.sleep(20)
        """;
    try (TestSandbox sandbox = TestSandbox.in(temp, isolation)) {
      Reply reply = sandbox.call(sandbox.start(python), Duration.ofMillis(300), lines::add);

      assertThat(((Reply.Failure) reply).kind()).isEqualTo(FailureKind.TIMED_OUT);
      assertThat(lines)
          .extracting(OutputSink.OutputLine::text)
          .containsExactly(
              "last words", "The function did not answer within 0.3 s. Its instance was ended.");
      assertThat(sandbox.provider().stats().ended()).containsEntry(EndReason.TIMED_OUT, 1L);
    }
  }

  @Test
  void shouldEndByForceWhatDoesNotListen() throws Exception {
    String python =
        """
        import os, signal, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        def handler(event, context):
            if os.fork() == 0:
                os.setsid()
            time.sleep(20)
        """;
    try (TestSandbox sandbox = TestSandbox.in(temp, Isolation.BUBBLEWRAP)) {
      Reply reply = sandbox.call(sandbox.start(python), Duration.ofMillis(300), lines::add);

      assertThat(((Reply.Failure) reply).kind()).isEqualTo(FailureKind.TIMED_OUT);
      Await.until("parent and child are gone", () -> states().isEmpty());
    }
  }

  @Test
  void shouldNotTakeAnAnswerThatComesAfterTheDeadline() throws Exception {
    String python =
        """
        import signal, time
        late = []
        signal.signal(signal.SIGTERM, lambda number, frame: late.append(1))
        def handler(event, context):
            while not late:
                time.sleep(0.01)
            return "late"
        """;
    try (TestSandbox sandbox = TestSandbox.in(temp, Isolation.BUBBLEWRAP)) {
      Instance instance = sandbox.start(python);
      Reply reply = sandbox.call(instance, Duration.ofMillis(300), lines::add);

      assertThat(((Reply.Failure) reply).kind()).isEqualTo(FailureKind.TIMED_OUT);
      assertThat(instance.isAlive()).isFalse();
    }
  }

  @Test
  void shouldLimitProcessorTime() throws Exception {
    String python =
        """
        import time
        def handler(event, context):
            began, used = time.monotonic(), time.process_time()
            while time.process_time() - used < 0.2:
                pass
            return time.monotonic() - began
        """;
    try (TestSandbox sandbox = TestSandbox.in(temp, Isolation.BUBBLEWRAP)) {
      assertThat(sandbox.provider().report().warnings()).noneMatch(w -> w.contains("Processor"));
      Instance instance = sandbox.start(python, Map.of(), 0.2, Network.NONE);
      // 0.2 s of a processor at a fifth of it, less what it had left of one period.
      assertThat(Double.parseDouble(sandbox.answer(instance))).isGreaterThan(0.6);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldRunAtALowPriorityWhereNobodyLimitsProcessorTime(boolean controlGroups)
      throws Exception {
    String python = "import os\ndef handler(event, context):\n    return os.nice(0)\n";
    try (TestSandbox sandbox = TestSandbox.in(temp, controlGroups)) {
      boolean limited =
          sandbox.provider().report().warnings().stream().noneMatch(w -> w.contains("Processor"));
      assertThat(sandbox.answer(sandbox.start(python))).isEqualTo(limited ? "0" : "10");
    }
  }

  @Test
  void shouldEndAnInstanceThatKeepsItsFilesOpen() throws Exception {
    String python =
        """
        kept = []
        calls = []
        def handler(event, context):
            calls.append(1)
            if len(calls) == 2:
                kept.extend(open("/dev/null") for i in range(980))
            return len(kept)
        """;
    try (TestSandbox sandbox = TestSandbox.in(temp, Isolation.BUBBLEWRAP)) {
      Instance instance = sandbox.start(python);
      assertThat(sandbox.answer(instance)).isEqualTo("0");
      Await.until("it rests", () -> states().contains('T'));
      assertThat(sandbox.answer(instance)).isEqualTo("980");

      Await.until("it is ended", () -> !instance.isAlive());
      assertThat(sandbox.provider().stats().ended()).containsEntry(EndReason.LEAKING, 1L);
    }
  }

  @Test
  void shouldReachTheHostsNetworkOnlyWhereThatIsAllowed() throws Exception {
    try (TestSandbox sandbox = TestSandbox.in(temp, Isolation.BUBBLEWRAP);
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String python =
          """
          import socket
          def handler(event, context):
              try:
                  socket.create_connection(("127.0.0.1", %d), 5).close()
                  return "reached"
              except OSError as error:
                  return error.strerror
          """
              .formatted(server.getLocalPort());
      assertThat(sandbox.answer(sandbox.start(python))).isEqualTo("\"Connection refused\"");
      assertThat(sandbox.answer(sandbox.start(python, Map.of(), 1, Network.HOST)))
          .isEqualTo("\"reached\"");
    }
  }

  @Test
  void shouldTellWhatInstancesUse() throws Exception {
    for (boolean controlGroups : List.of(true, false)) {
      Path folder = Files.createDirectory(temp.resolve("groups-" + controlGroups));
      try (TestSandbox sandbox = TestSandbox.in(folder, controlGroups)) {
        Instance instance =
            sandbox.start(
                "held = bytearray(b'x') * (60 << 20)\ndef handler(event, context): pass\n");
        assertThat(sandbox.provider().stats().instances()).isEqualTo(1);
        Await.until(
            "its memory is seen", () -> sandbox.provider().stats().memoryBytes() > 60L << 20);
        instance.end(EndReason.IDLE);
        Await.until(
            "its memory is given back", () -> sandbox.provider().stats().memoryBytes() < 30L << 20);
      }
    }
  }
}
