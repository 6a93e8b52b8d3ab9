package dev.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sandbox.SandboxConfig.Isolation;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.InstanceSpec;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.OutputLine;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import dev.sluice.spi.sandbox.Reply;
import dev.sluice.spi.sandbox.RuntimeDescriptor;
import dev.sluice.spi.sandbox.SandboxProvider;
import dev.sluice.spi.sandbox.SandboxProvider.StartResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real jails with real interpreters: what functions of both languages do, well and badly. */
class SandboxTest {
  private static final int RESULT_LIMIT = 6 << 20;

  @TempDir static Path temp;

  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final Duration BRIEF = Duration.ofMillis(500);

  private static SandboxProvider sandbox;
  private static int codes;

  private final List<OutputLine> log = new ArrayList<>();
  private Duration timeout = AMPLE;

  @BeforeAll
  static void open() throws Exception {
    sandbox = Sandboxes.open(config(1));
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  @Test
  void shouldAnswerInBothLanguagesAndKeepState() throws Exception {
    Instance python =
        python("n = 0\ndef handler(event, context):\n global n\n n += 1\n return [event, n]");
    Instance node = node("let n = 0; exports.handler = async (event) => [event, ++n];");

    for (Instance instance : List.of(python, node)) {
      assertThat(text(call(instance, "{\"a\":1}"))).isEqualToIgnoringWhitespace("[{\"a\":1},1]");
      assertThat(text(call(instance, "\"é\""))).isEqualToIgnoringWhitespace("[\"é\",2]");
    }
  }

  @Test
  void shouldTakeModulesCallbacksAndTexts() throws Exception {
    Instance module = node("export const handler = (event, context) => context.functionName;");
    Instance callback =
        node("exports.handler = (e, c, done) => setTimeout(() => done(null, e), 5)");
    Instance async = python("async def handler(event):\n return len(event)");

    assertThat(text(call(module, "1"))).isEqualTo("\"f\"");
    assertThat(text(call(callback, "7"))).isEqualTo("7");
    assertThat(text(call(async, "text/plain", "abcd".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("4");
  }

  @Test
  void shouldKeepLinesInOrderWithTheirLevels() throws Exception {
    Instance python =
        python(
            """
            import sys, logging, subprocess
            def handler(event, context):
                print("one")
                print("two", file=sys.stderr)
                logging.error("three")
                context.log.debug("four %s", 4)
                subprocess.run(["/bin/echo", "five"])
                print("six", end="")
            """);
    call(python, "null");

    assertThat(log)
        .extracting(OutputLine::stream, OutputLine::level, OutputLine::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Stream.STDOUT, Level.INFO, "one"),
            org.assertj.core.groups.Tuple.tuple(Stream.STDERR, Level.WARN, "two"),
            org.assertj.core.groups.Tuple.tuple(Stream.STDERR, Level.ERROR, "three"),
            org.assertj.core.groups.Tuple.tuple(Stream.STDOUT, Level.DEBUG, "four 4"),
            org.assertj.core.groups.Tuple.tuple(Stream.STDOUT, Level.INFO, "five"),
            org.assertj.core.groups.Tuple.tuple(Stream.STDOUT, Level.INFO, "six"));
  }

  @Test
  void shouldTellWhatWasRaisedAndServeOn() throws Exception {
    Instance python =
        python("def handler(event, context):\n if event: raise ValueError('no')\n return 1");
    Instance node =
        node("exports.handler = (e) => { if (e) throw new RangeError('no'); return 1; };");

    Reply.Failure fromPython = failure(call(python, "true"));
    Reply.Failure fromNode = failure(call(node, "true"));

    assertThat(fromPython.kind()).isEqualTo(FailureKind.RAISED);
    assertThat(fromPython.type()).isEqualTo("ValueError");
    assertThat(fromPython.stack()).singleElement().asString().contains("main.py:2");
    assertThat(fromNode.type()).isEqualTo("RangeError");
    assertThat(fromNode.message()).isEqualTo("no");
    assertThat(text(call(python, "null"))).isEqualTo("1");
    assertThat(text(call(node, "null"))).isEqualTo("1");
  }

  @Test
  void shouldTellWhyCodeDoesNotLoad() throws Exception {
    assertThat(loadFailure("python3", "import nosuch\n").message()).contains("nosuch");
    assertThat(loadFailure("python3", "x = 1\ndef f(:\n").message()).contains("main.py, line 2");
    assertThat(loadFailure("python3", "def other(): pass").message()).contains("it has: other");
    assertThat(loadFailure("python3", "raise SystemExit(3)").message()).contains("status 3");
    assertThat(loadFailure("nodejs", "require('nosuch')").message()).contains("nosuch");
    assertThat(loadFailure("nodejs", "exports.other = () => 1").message())
        .contains("it has: other");
    assertThat(loadFailure("nodejs", "const x = ;").type()).isEqualTo("SyntaxError");
  }

  @Test
  void shouldEndWhatExitsTakesTooLongOrBreaksItsConnection() throws Exception {
    Map<String, FailureKind> python =
        Map.of(
            "import sys; sys.exit(3)", FailureKind.EXITED,
            "import os; os.kill(os.getpid(), 9)", FailureKind.EXITED,
            "while True: pass", FailureKind.TIMED_OUT,
            "import time; time.sleep(60)", FailureKind.TIMED_OUT,
            "import os; os.closerange(3, 100); return 1", FailureKind.PROTOCOL_BROKEN,
            "import os; [os.write(fd, b'\\xff' * 99) for fd in (3, 4)]; return 1",
                FailureKind.PROTOCOL_BROKEN,
            "return 'x' * 7000000", FailureKind.RESULT_TOO_LARGE);
    for (Map.Entry<String, FailureKind> bad : python.entrySet()) {
      Instance instance = python("def handler(event, context):\n " + bad.getKey());
      assertFails(instance, bad);
    }
    Map<String, FailureKind> node =
        Map.of(
            "process.exit(3)", FailureKind.EXITED,
            "for (;;) {}", FailureKind.TIMED_OUT,
            "return new Promise(() => setInterval(() => 1, 1000))", FailureKind.TIMED_OUT,
            "return 'x'.repeat(7000000)", FailureKind.RESULT_TOO_LARGE);
    for (Map.Entry<String, FailureKind> bad : node.entrySet()) {
      Instance instance = node("exports.handler = () => { " + bad.getKey() + " };");
      assertFails(instance, bad);
    }
  }

  private void assertFails(Instance instance, Map.Entry<String, FailureKind> bad) {
    timeout = bad.getValue() == FailureKind.TIMED_OUT ? BRIEF : AMPLE;
    assertThat(failure(call(instance, "null")).kind()).as(bad.getKey()).isEqualTo(bad.getValue());
  }

  @Test
  void shouldEndWhatUsesTooMuchMemory() throws Exception {
    Instance python =
        python("def handler(event, context):\n x = []\n while True: x.append('y' * 10000000)");
    Instance node =
        node("exports.handler = () => { const x = []; for (;;) x.push(Buffer.alloc(9e6, 1)); };");

    for (Instance instance : List.of(python, node)) {
      Reply reply =
          instance.invoke(
              new Instance.Call(
                  "c", new byte[0], "application/json", Duration.ofSeconds(20), RESULT_LIMIT),
              log::add);
      assertThat(failure(reply).kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
    }
  }

  @Test
  void shouldBoundAFloodOfOutput() throws Exception {
    Instance python =
        python("def handler(event, context):\n for i in range(40000): print('x' * 50)\n return 1");
    assertThat(text(call(python, "null"))).isEqualTo("1");

    assertThat(log).hasSizeBetween(100, 10_001);
    assertThat(log.get(log.size() - 1).stream()).isEqualTo(Stream.PLATFORM);
  }

  @Test
  void shouldShowNothingOfTheHost() throws Exception {
    Instance python =
        python(
            """
            import os, socket
            def tries(call):
                try:
                    return str(call())
                except Exception as error:
                    return type(error).__name__
            def handler(event, context):
                return {
                    "shadow": tries(lambda: open("/etc/shadow").read()),
                    "host": tries(lambda: os.listdir("%s")),
                    "write": tries(lambda: open("/code/x", "w")),
                    "root": tries(lambda: open("/x", "w")),
                    "net": tries(lambda: socket.create_connection(("127.0.0.1", %d), 1)),
                    "interfaces": [name for _, name in socket.if_nameindex()],
                    "environment": sorted(os.environ),
                    "first": tries(lambda: open("/proc/1/environ").read()),
                    "pids": len([p for p in os.listdir("/proc") if p.isdigit()]),
                    "tmp": tries(lambda: open("/tmp/x", "w").write("ok")),
                }
            """
                .formatted(temp, 22));
    String seen = text(call(python, "null"));

    assertThat(seen)
        .contains("\"shadow\": \"FileNotFoundError\"")
        .contains("\"host\": \"FileNotFoundError\"")
        .contains("\"write\": \"OSError\"")
        .contains("\"root\": \"OSError\"")
        .contains("\"net\": \"ConnectionRefusedError\"")
        .contains("\"interfaces\": [\"lo\"]")
        .containsPattern(
            "\"environment\": \\[(\"(AWS|LAMBDA)_[A-Z_]+\", )+\"GREETING\", \"HOME\","
                + " \"LAMBDA_TASK_ROOT\", \"LANG\", \"PATH\", \"TMPDIR\", \"_HANDLER\"\\]")
        .contains("\"pids\": 2")
        .contains("\"tmp\": \"2\"")
        .doesNotContain("HOME=");
  }

  @Test
  void shouldLeaveNothingOfChildrenThatOutliveTheirCall() throws Exception {
    String marker = "sluice-orphan-" + System.nanoTime();
    Instance python =
        python(
            """
            import subprocess
            def handler(event, context):
                subprocess.Popen(["/bin/sh", "-c", "exec -a %s sleep 600"], start_new_session=True)
                return 1
            """
                .formatted(marker)
                .replace("/bin/sh", "/bin/bash"));
    assertThat(text(call(python, "null"))).isEqualTo("1");
    Await.until("the child runs", () -> running(marker));

    python.end(EndReason.SHUTDOWN);

    Await.until("the child is gone", () -> !running(marker));
  }

  @Test
  void shouldBoundAForkBomb() throws Exception {
    Instance python =
        python(
            """
            import os, time
            def handler(event, context):
                made = 0
                try:
                    for i in range(1000):
                        if os.fork() == 0:
                            time.sleep(30)
                            os._exit(0)
                        made += 1
                except OSError:
                    pass
                return made
            """);
    assertThat(Integer.parseInt(text(call(python, "null")))).isLessThan(200);
    python.end(EndReason.SHUTDOWN);
  }

  @Test
  void shouldDescribeItsRuntimes() {
    RuntimeDescriptor python = runtime("python3");
    RuntimeDescriptor node = runtime("nodejs");

    assertThat(python.checkHandler("a.b.handler")).isNull();
    assertThat(python.checkHandler("my-app/main.handler")).isNull();
    assertThat(python.checkHandler("handler")).isNotNull();
    assertThat(python.checkHandler("../a.handler")).isNotNull();
    assertThat(python.inlineFile("pkg.main.handler", "")).isEqualTo("pkg/main.py");
    assertThat(node.checkHandler("src/index.handler")).isNull();
    assertThat(node.checkHandler("index.handlers.one")).isNull();
    assertThat(node.inlineFile("src/index.handlers.one", "")).isEqualTo("src/index.js");
    assertThat(node.checkHandler("/etc/x.handler")).isNotNull();
    assertThat(node.inlineFile("index.handler", "export const x = 1")).isEqualTo("index.mjs");
    assertThat(node.inlineFile("index.handler", "exports.x = 1")).isEqualTo("index.js");
  }

  @Test
  void shouldLeaveNoFolderAndNoGroupWhenClosed() throws Exception {
    Path state = temp.resolve("own");
    SandboxProvider own = Sandboxes.open(config(0, state));
    Path folder = Path.of(Files.readString(state.resolve("sandbox.path")));
    start(own, "python3", "def handler(e, c): return 1");
    own.close();

    Await.until("the folder is gone", () -> !Files.exists(folder));
    assertThat(Path.of("/sys/fs/cgroup/memory/" + folder.getFileName())).doesNotExist();
  }

  private static SandboxConfig config(int warm) {
    return config(warm, temp.resolve("state"));
  }

  private static SandboxConfig config(int warm, Path state) {
    return new SandboxConfig(
        Isolation.BUBBLEWRAP,
        warm,
        4L << 30,
        Duration.ofSeconds(10),
        SandboxLimits.defaults(),
        state,
        Clock.systemUTC(),
        task -> {
          Thread thread = new Thread(task, "sandbox-test");
          thread.setDaemon(true);
          return thread;
        });
  }

  private static RuntimeDescriptor runtime(String name) {
    return sandbox.runtimes().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  private Instance python(String code) throws Exception {
    return started(start(sandbox, "python3", code));
  }

  private Instance node(String code) throws Exception {
    return started(start(sandbox, "nodejs", code));
  }

  private static Instance started(StartResult result) {
    assertThat(result).isInstanceOf(StartResult.Started.class);
    return ((StartResult.Started) result).instance();
  }

  private Reply.Failure loadFailure(String runtime, String code) throws Exception {
    StartResult result = start(sandbox, runtime, code);
    assertThat(result).isInstanceOf(StartResult.LoadFailed.class);
    return ((StartResult.LoadFailed) result).failure();
  }

  private StartResult start(SandboxProvider in, String runtime, String code) throws Exception {
    String handler = "main.handler";
    Path folder = Files.createDirectory(temp.resolve("code" + ++codes));
    Files.writeString(
        folder.resolve(
            in.runtimes().stream()
                .filter(r -> r.name().equals(runtime))
                .findFirst()
                .orElseThrow()
                .inlineFile(handler, code)),
        code);
    return in.start(
        new InstanceSpec(
            "default",
            "f",
            "latest",
            runtime,
            handler,
            folder,
            128,
            1,
            InstanceSpec.Network.NONE,
            Map.of("GREETING", "hi")),
        log::add);
  }

  private Reply call(Instance instance, String json) {
    return call(instance, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  private Reply call(Instance instance, String type, byte[] payload) {
    return instance.invoke(
        new Instance.Call("call-1", payload, type, timeout, RESULT_LIMIT), log::add);
  }

  private static String text(Reply reply) {
    assertThat(reply).isInstanceOf(Reply.Success.class);
    return new String(((Reply.Success) reply).body(), StandardCharsets.UTF_8);
  }

  private static Reply.Failure failure(Reply reply) {
    assertThat(reply).isInstanceOf(Reply.Failure.class);
    return (Reply.Failure) reply;
  }

  private static boolean running(String marker) {
    return ProcessHandle.allProcesses()
        .anyMatch(
            process -> {
              try {
                return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .startsWith(marker);
              } catch (java.io.IOException e) {
                return false;
              }
            });
  }
}
