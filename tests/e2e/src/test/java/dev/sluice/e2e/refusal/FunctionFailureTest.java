package dev.sluice.e2e.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.LogLine;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.LogRequest;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that load and then misbehave: a clear error, a record, and the next call works. */
class FunctionFailureTest extends SharedServerTest {

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldReportWhatAFunctionRaises(String runtime) throws Exception {
    String name = name("raises");
    create(
        Sources.either(
            name,
            runtime,
            """
            class OddError(Exception):
                pass
            def deep():
                raise OddError("odd: " + "é")
            def handler(event, context):
                if event == 1:
                    return "fine"
                deep()
            """,
            """
            class OddError extends Error { constructor(m) { super(m); this.name = 'OddError'; } }
            function deep() { throw new OddError('odd: é'); }
            exports.handler = async (event) => { if (event === 1) return 'fine'; deep(); };
            """));
    InvokeResult result = fail(name, ErrorCode.FUNCTION_FAILED);
    assertThat(result.problem().error().type()).isEqualTo("OddError");
    assertThat(result.problem().error().message()).isEqualTo("odd: é");
    assertThat(String.join("\n", result.problem().error().stack())).contains("deep");
    InvocationInfo record = client.invocation(result.invocation());
    assertThat(record.status()).isEqualTo("failed");
    assertThat(record.error()).isEqualTo(result.problem().error());
    assertThat(record.resultBytes()).isNull();
    // An error is the function's own affair: its instance stays.
    InvokeResult next = client.invoke(name, InvokeRequest.json("1"));
    assertThat(next.text()).isEqualTo("\"fine\"");
    assertThat(next.cold()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldReportWhatIsThrownThatIsNoError(String runtime) throws Exception {
    String name = name("throws-odd");
    create(
        Sources.either(
            name,
            runtime,
            "def handler(event, context):\n    raise KeyError(3)\n",
            "exports.handler = async () => { throw 'just text'; };"));
    assertThat(fail(name, ErrorCode.FUNCTION_FAILED).problem().error().message())
        .containsAnyOf("3", "just text");
    String unserialisable = name("unserialisable");
    create(
        Sources.either(
            unserialisable,
            runtime,
            "def handler(event, context):\n    return object()\n",
            "exports.handler = async () => { const a = {}; a.a = a; return a; };"));
    fail(unserialisable, ErrorCode.FUNCTION_FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldReportThatAFunctionExits(String runtime) throws Exception {
    String name = name("exits");
    create(
        Sources.either(
            name,
            runtime,
            """
            import os, sys
            def handler(event, context):
                print("last words", flush=True)
                os._exit(7)
            """,
            "exports.handler = async () => { console.log('last words'); process.exit(7); };"));
    InvokeResult result = fail(name, ErrorCode.FUNCTION_EXITED);
    assertThat(result.problem().error().message()).contains("7");
    assertThat(client.logs(name, LogRequest.of(result.invocation())))
        .extracting(LogLine::text)
        .contains("last words");
    fail(name, ErrorCode.FUNCTION_EXITED);
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldReportThatAFunctionIsKilled(String runtime) throws Exception {
    String name = name("killed");
    create(
        Sources.either(
            name,
            runtime,
            "import os\ndef handler(event, context):\n    os.kill(os.getpid(), 11)\n",
            "exports.handler = async () => { process.kill(process.pid, 'SIGABRT');"
                + " await new Promise((r) => setTimeout(r, 9000)); };"));
    fail(name, ErrorCode.FUNCTION_EXITED);
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldEndAFunctionThatTakesTooLong(String runtime) throws Exception {
    String name = name("slow");
    create(
        Sources.timeout(
            Sources.either(
                name,
                runtime,
                """
                import time
                def handler(event, context):
                    print("begun", flush=True)
                    time.sleep(event.get("s", 60))
                    return "done"
                """,
                "exports.handler = (event) => { console.log('begun');"
                    + " return new Promise((r) => setTimeout(() => r('done'), 1000 * (event.s ?? 60))); };"),
            0.5));
    assertThat(call(name, "{\"s\":0}")).isEqualTo("\"done\"");
    long began = System.nanoTime();
    InvokeResult result = fail(name, ErrorCode.FUNCTION_TIMED_OUT);
    assertThat((System.nanoTime() - began) / 1e9).isBetween(0.49, 3.0);
    InvocationInfo record = client.invocation(result.invocation());
    assertThat(record.status()).isEqualTo("timed-out");
    assertThat(record.durationMs()).isBetween(490.0, 3_000.0);
    assertThat(client.logs(name, LogRequest.of(result.invocation())))
        .extracting(LogLine::text)
        .contains("begun");
    InvokeResult next = client.invoke(name, InvokeRequest.json("{\"s\":0}"));
    assertThat(next.text()).isEqualTo("\"done\"");
    assertThat(next.cold()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldEndAFunctionThatSpins(String runtime) throws Exception {
    String name = name("spins");
    create(
        Sources.timeout(
            Sources.either(
                name,
                runtime,
                """
                import signal
                def handler(event, context):
                    signal.signal(signal.SIGTERM, signal.SIG_IGN)
                    while True:
                        pass
                """,
                "exports.handler = async () => { process.on('SIGTERM', () => {}); for (;;); };"),
            0.3));
    fail(name, ErrorCode.FUNCTION_TIMED_OUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldEndAFunctionThatUsesTooMuchMemory(String runtime) throws Exception {
    String name = name("hungry");
    create(
        Sources.memory(
            Sources.either(
                name,
                runtime,
                """
                def handler(event, context):
                    if event == 1:
                        return "fine"
                    eaten = []
                    while True:
                        eaten.append(bytearray(b"x" * (8 << 20)))
                """,
                """
                exports.handler = async (event) => {
                  if (event === 1) return 'fine';
                  const eaten = [];
                  for (;;) eaten.push(Buffer.alloc(8 << 20, 'x'));
                };
                """),
            96));
    InvokeResult result = fail(name, ErrorCode.FUNCTION_OUT_OF_MEMORY);
    assertThat(client.invocation(result.invocation()).status()).isEqualTo("failed");
    assertThat(call(name, "1")).isEqualTo("\"fine\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldServeOnWhileAFunctionFloodsItsOutput(String runtime) throws Exception {
    String name = name("floods");
    FunctionSpec spec =
        Sources.either(
            name,
            runtime,
            """
            import sys
            def handler(event, context):
                for i in range(100000):
                    print("flood %d %s" % (i, "x" * 200))
                sys.stdout.write("y" * (8 << 20))
                return "done"
            """,
            """
            exports.handler = async () => {
              for (let i = 0; i < 100000; i++) console.log(`flood ${i} ${'x'.repeat(200)}`);
              process.stdout.write('y'.repeat(8 << 20));
              return 'done';
            };
            """);
    create(spec);
    InvokeResult result = client.invoke(name, InvokeRequest.json("{}"));
    assertThat(result.problem()).isNull();
    assertThat(result.text()).isEqualTo("\"done\"");
    List<LogLine> lines = client.logs(name, LogRequest.of(result.invocation()));
    assertThat(lines.get(0).text()).startsWith("flood 0 x");
    // Either everything is kept, or a line of the platform says that something is not.
    long floods = lines.stream().filter(line -> line.text().startsWith("flood ")).count();
    assertThat(
            floods == 10_000 || lines.stream().anyMatch(line -> line.stream().equals("platform")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldReportThatAFunctionClosesItsConnection(String runtime) throws Exception {
    String name = name("closes");
    create(
        Sources.either(
            name,
            runtime,
            """
            import os, time
            def handler(event, context):
                for fd in range(3, 64):
                    try:
                        if os.readlink("/proc/self/fd/%d" % fd).startswith("socket:"):
                            os.close(fd)
                    except OSError:
                        pass
                time.sleep(0.2)
                return "unheard"
            """,
            """
            const fs = require('fs');
            exports.handler = async () => {
              for (const handle of process._getActiveHandles()) {
                if (handle.constructor.name === 'Socket' && handle.fd !== 1 && handle.fd !== 2) {
                  handle.destroy();
                }
              }
              for (let fd = 3; fd < 64; fd++) {
                try {
                  if (fs.readlinkSync(`/proc/self/fd/${fd}`).startsWith('socket:')) fs.closeSync(fd);
                } catch (e) {}
              }
              await new Promise((r) => setTimeout(r, 200));
              return 'unheard';
            };
            """));
    InvokeResult result = client.invoke(name, InvokeRequest.json("{}"));
    assertThat(result.problem()).as(result.text()).isNotNull();
    // Node's own host ends its process when its connection is gone, and may be faster than we.
    assertThat(result.problem().code())
        .isIn(ErrorCode.FUNCTION_PROTOCOL_BROKEN.code(), ErrorCode.FUNCTION_EXITED.code());
  }

  @Test
  void shouldReportThatAFunctionWritesNonsenseToItsConnection() throws Exception {
    String name = name("nonsense");
    create(
        Sources.python(
            name,
            """
            import os, time
            def handler(event, context):
                for fd in range(3, 64):
                    try:
                        if os.readlink("/proc/self/fd/%d" % fd).startswith("socket:"):
                            os.write(fd, b"\\xff" * 4096)
                    except OSError:
                        pass
                return "after"
            """));
    InvokeResult result = client.invoke(name, InvokeRequest.json("{}"));
    assertThat(result.problem()).as(result.text()).isNotNull();
    assertThat(result.problem().code())
        .isIn(
            ErrorCode.FUNCTION_PROTOCOL_BROKEN.code(),
            ErrorCode.RESULT_TOO_LARGE.code(),
            ErrorCode.FUNCTION_EXITED.code());
  }
}
