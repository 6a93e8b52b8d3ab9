package dev.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sandbox.SandboxConfig.Isolation;
import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.OutputSink.OutputLine;
import dev.sluice.spi.sandbox.Reply;
import dev.sluice.spi.sandbox.SandboxProvider.StartResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs that speak the Runtime API of AWS Lambda, well and badly, in real jails. */
class ProvidedTest {
  /** As tutorials write it: the headers in a file, the event in a variable. */
  private static final String SHELL =
      """
      #!/bin/sh
      set -euo pipefail
      source "$LAMBDA_TASK_ROOT/${_HANDLER%%.*}.sh"
      while true; do
        HEADERS="$(mktemp)"
        EVENT=$(curl -sS -LD "$HEADERS" \\
          "http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation/next")
        ID=$(grep -Fi Lambda-Runtime-Aws-Request-Id "$HEADERS" | tr -d '[:space:]' | cut -d: -f2)
        RESPONSE=$(${_HANDLER##*.} "$EVENT")
        curl -sS -X POST -o /dev/null -d "$RESPONSE" \\
          "http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation/$ID/response"
      done
      """;

  /**
   * A client of few words: {@code next()}, {@code post(path, body)}, and {@code api}, the address.
   */
  private static final String PYTHON =
      """
      #!/usr/bin/python3
      import base64, http.client, json, os, socket, sys, threading, time
      api = os.environ["AWS_LAMBDA_RUNTIME_API"]
      RUNTIME = "/2018-06-01/runtime/"
      connection = http.client.HTTPConnection(api)
      def ask(method, path, body=None, headers={}):
          connection.request(method, RUNTIME + path, body, headers)
          response = connection.getresponse()
          return response.status, response.headers, response.read()
      def next():
          status, headers, event = ask("GET", "invocation/next")
          return headers, headers["Lambda-Runtime-Aws-Request-Id"], event
      def post(path, body, headers={}):
          status, _, answer = ask("POST", path, body, headers)
          return [status, json.loads(answer)]
      def raw(data):
          host, port = api.split(":")
          with socket.create_connection((host, int(port))) as it:
              it.sendall(data)
              it.settimeout(10)
              return it.makefile("rb").readline().decode().strip()
      """;

  @TempDir static Path temp;

  private static TestSandbox sandbox;
  private final List<OutputLine> log = new ArrayList<>();

  @BeforeAll
  static void open() throws Exception {
    sandbox = TestSandbox.in(Files.createDirectory(temp.resolve("jailed")), Isolation.BUBBLEWRAP);
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  @Test
  void shouldRunAShellScriptWrittenForAws() throws Exception {
    String functions = "function shout() { echo \"event: $1\" >&2; echo \"$1\" | tr a-z A-Z; }\n";
    Instance instance =
        TestSandbox.started(
            start("fun.shout", Map.of("bootstrap", SHELL, "fun.sh", functions), sandbox));

    assertThat(answer(instance, "\"ada\"")).isEqualTo("application/json \"ADA\"");
    assertThat(answer(instance, "\"b\" c")).isEqualTo("text/plain; charset=utf-8 \"B\" C");
    assertThat(log)
        .extracting(OutputLine::text)
        .containsExactly("event: \"ada\"", "event: \"b\" c");
  }

  @ParameterizedTest
  @EnumSource(Isolation.class)
  void shouldTellTheProgramAboutItsCall(Isolation isolation) throws Exception {
    String program =
        """
        print("initialised", flush=True)
        while True:
            headers, id, event = next()
            print("called", flush=True)
            left = int(headers["Lambda-Runtime-Deadline-Ms"]) / 1000 - time.time()
            post("invocation/%s/response" % id, json.dumps([
                id, event.decode(), headers["Content-Type"], 15 < left <= 20,
                headers["Lambda-Runtime-Invoked-Function-Arn"],
                headers["Lambda-Runtime-Trace-Id"][:7],
                os.getcwd() == os.environ["LAMBDA_TASK_ROOT"], os.environ["_HANDLER"],
                os.path.isfile("/var/task/bootstrap") or os.environ["LAMBDA_TASK_ROOT"] != "/code"]))
        """;
    Path folder = Files.createDirectory(temp.resolve("about" + isolation));
    try (TestSandbox own = TestSandbox.in(folder, isolation)) {
      Instance instance =
          TestSandbox.started(start("any thing", Map.of("bootstrap", PYTHON + program), own));
      for (int call = 1; call < 3; call++) {
        assertThat(own.answer(instance, "{\"a\":1}", log::add))
            .isEqualTo(
                "[\"call-"
                    + call
                    + "\", \"{\\\"a\\\":1}\", \"application/json\", true,"
                    + " \"arn:aws:lambda:us-east-1:000000000000:function:f:7\", \"Root=1-\", true,"
                    + " \"any thing\", true]");
      }
      assertThat(log)
          .extracting(OutputLine::text)
          .containsExactly("initialised", "called", "called");
    }
  }

  @Test
  void shouldTakeErrorsLargeAndStreamedAnswers() throws Exception {
    String program =
        """
        while True:
            headers, id, event = next()
            path = "invocation/%s/response" % id
            said = {
                b"error": lambda: post("invocation/%s/error" % id, json.dumps(
                    {"errorType": "Wrong", "errorMessage": "no", "stackTrace": ["a:1", {"b": 2}]})),
                b"untyped": lambda: post("invocation/%s/error" % id, "what\\x00?", {
                    "Lambda-Runtime-Function-Error-Type": "Function.Odd"}),
                b"large": lambda: post(path, b"x" * (6 << 20), {"Content-Type": "text/x"}),
                b"larger": lambda: post(path, b"x" * (6 << 20) + b"x"),
                b"chunks": lambda: post(path, iter([b"abc", b"", b"d" * 70000]), {"Content-Type": "text/y"}),
                b"expect": lambda: raw(("POST %s%s HTTP/1.1\\r\\nExpect: 100-continue\\r\\n"
                    "Content-Length: 1\\r\\n\\r\\n" % (RUNTIME, path)).encode()),
                b"broken": lambda: raw(("POST %s%s HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n"
                    "Lambda-Runtime-Function-Response-Mode: streaming\\r\\n\\r\\n4;x=y\\r\\npart\\r\\n0\\r\\n"
                    "Lambda-Runtime-Function-Error-Type: Midway\\r\\n"
                    "Lambda-Runtime-Function-Error-Body: %s\\r\\n\\r\\n" % (RUNTIME, path,
                    base64.b64encode(b'{"errorMessage":"tired"}').decode())).encode()),
            }[event]()
            print(event.decode(), said, flush=True)
            if event == b"expect":
                post(path, b"7")
        """;
    Instance instance = started(program);

    assertThat(failure(instance, "error"))
        .isEqualTo(
            new Reply.Failure(FailureKind.RAISED, "Wrong", "no", List.of("a:1", "{\"b\": 2}")));
    assertThat(failure(instance, "untyped"))
        .isEqualTo(new Reply.Failure(FailureKind.RAISED, "Function.Odd", "what\0?", List.of()));
    assertThat(answer(instance, "large")).hasSize("text/x ".length() + (6 << 20));
    assertThat(failure(instance, "larger").kind()).isEqualTo(FailureKind.RESULT_TOO_LARGE);
    assertThat(answer(instance, "chunks")).isEqualTo("text/y abc" + "d".repeat(70000));
    assertThat(failure(instance, "broken"))
        .isEqualTo(new Reply.Failure(FailureKind.RAISED, "Midway", "tired", List.of()));
    assertThat(answer(instance, "expect")).isEqualTo("application/json 7");
    assertThat(log)
        .extracting(OutputLine::text)
        .contains(
            "Wrong: no",
            "error [202, {'status': 'OK'}]",
            "larger [413, {'errorMessage': 'Exceeded maximum allowed payload size (6291456 bytes).',"
                + " 'errorType': 'RequestEntityTooLarge'}]",
            "broken HTTP/1.1 202 Accepted",
            "expect HTTP/1.1 100 Continue");
  }

  @Test
  void shouldRefuseWhatIsOutOfTurn() throws Exception {
    String program =
        """
        said = [post("invocation/x/response", "1")]
        headers, id, event = next()
        said += [next()[1] == id]
        said += [post("invocation/x/response", "1"), post("init/error", "{}")]
        said += [ask("PUT", "invocation/next")[0], ask("GET", "nosuch")[0], ask("GET", "../../x")[0]]
        post("invocation/%s/response" % id, json.dumps(said))
        said = [post("invocation/%s/response" % id, "2"), post("invocation/%s/error" % id, "2")]
        post("invocation/%s/response" % next()[1], json.dumps(said))
        next()
        """;
    Instance instance = started(program);

    assertThat(answer(instance, "1"))
        .isEqualTo(
            "application/json [[403, {\"errorMessage\": \"State transition from Started to"
                + " InvocationResponse failed for runtime.\", \"errorType\":"
                + " \"InvalidStateTransition\"}], true, [400, {\"errorMessage\": \"Invalid request"
                + " ID\", \"errorType\": \"InvalidRequestID\"}], [403, {\"errorMessage\": \"State"
                + " transition from Running to InitError failed for runtime.\", \"errorType\":"
                + " \"InvalidStateTransition\"}], 405, 404, 404]");
    assertThat(answer(instance, "2"))
        .contains("from ResponseSent to InvocationResponse")
        .contains("from ResponseSent to InvocationErrorResponse");
  }

  @Test
  void shouldWithstandGarbage() throws Exception {
    String program =
        """
        NEXT = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\\r\\n"
        headers, first, event = next()
        POST = "POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\\r\\n" % first
        said = [raw(data.encode("latin-1"))[9:12] for data in [
            "garbage\\r\\n\\r\\n", "GET / HTTP/2.0\\r\\n\\r\\n", "\\x00\\xff" * 40000,
            NEXT + "no colon\\r\\n\\r\\n", NEXT + " : x\\r\\n\\r\\n", NEXT + "a: " + "b" * 70000,
            POST + "Content-Length: -1\\r\\n\\r\\n", POST + "Content-Length: 1e3\\r\\n\\r\\n",
            POST + "Content-Length: 99999999999999999\\r\\n\\r\\n",
            POST + "Transfer-Encoding: gzip\\r\\n\\r\\n",
            POST + "Transfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\n\\r\\n",
            POST + "Transfer-Encoding: chunked\\r\\n\\r\\n1\\r\\nabc\\r\\n0\\r\\n\\r\\n",
            "GET /2018-06-01/runtime/invocation/next?a=b HTTP/1.0\\r\\n\\r\\n"]]
        for i in range(200):
            with socket.create_connection(api.split(":")) as it:
                it.sendall((POST + "Content-Length: 9\\r\\n\\r\\ncut").encode()[:i])
        post("invocation/%s/response" % first, json.dumps(said))
        with socket.create_connection(api.split(":")) as it:
            it.sendall(NEXT.encode() + b"\\r\\n")
        with socket.create_connection(api.split(":")) as it:
            it.sendall((NEXT + "\\r\\n").encode())
            id = it.recv(9999).decode().split("Request-Id: ")[1].split("\\r")[0]
            it.sendall((POST.replace(first, id) + "Content-Length: 1\\r\\n\\r\\n2" + NEXT + "\\r\\n").encode())
            for part in range(2):
                it.recv(9999)
        """;
    Instance instance = started(program);

    assertThat(answer(instance, "1"))
        .isEqualTo(
            "application/json [\"400\", \"400\", \"431\", \"400\", \"400\", \"431\", \"400\","
                + " \"400\", \"400\", \"400\", \"400\", \"400\", \"200\"]");
    assertThat(answer(instance, "2")).as("after clients that went away").endsWith(" 2");
  }

  @Test
  void shouldGiveEachCallToOneOfSeveralThatWait() throws Exception {
    String program =
        """
        def serve(name):
            mine = http.client.HTTPConnection(api)
            while True:
                mine.request("GET", RUNTIME + "invocation/next")
                response = mine.getresponse()
                id, event = response.headers["Lambda-Runtime-Aws-Request-Id"], response.read()
                mine.request("POST", RUNTIME + "invocation/%s/response" % id, event)
                mine.getresponse().read()
        threads = [threading.Thread(target=serve, args=(i,)) for i in range(4)]
        [thread.start() for thread in threads]
        """;
    Instance instance = started(program);

    for (int call = 0; call < 40; call++) {
      assertThat(answer(instance, "" + call)).isEqualTo("application/json " + call);
    }
  }

  @Test
  void shouldStartAgainAProgramThatEndsAfterItsAnswer() throws Exception {
    Instance instance =
        started(
            """
            headers, id, event = next()
            post("invocation/%s/response" % id, json.dumps(os.getpid()))
            """);

    assertThat(answer(instance, "1")).isNotEqualTo(answer(instance, "2"));
    assertThat(answer(instance, "3")).startsWith("application/json ");
  }

  @ParameterizedTest
  @CsvSource({
    "sys.exit(3),                         status 3",
    "'os.kill(os.getpid(), 9)',           signal 9",
    "'os.kill(os.getppid(), 9)',          signal 9"
  })
  void shouldTellHowAProgramEndedInACall(String end, String message) throws Exception {
    Reply.Failure failure = failure(started("next()\n" + end + "\n"), "1");

    assertThat(failure.kind()).isEqualTo(FailureKind.EXITED);
    assertThat(failure.message()).contains(message);
  }

  @Test
  void shouldAskAProgramToEndBeforeItIsKilled() throws Exception {
    Instance instance =
        started(
            """
            import signal
            def end(*_):
                print("asked", flush=True)
                sys.exit(0)
            signal.signal(signal.SIGTERM, end)
            next()
            time.sleep(60)
            """);
    Reply reply = sandbox.call(instance, Duration.ofMillis(500), log::add);

    assertThat(reply).isInstanceOf(Reply.Failure.class);
    assertThat(((Reply.Failure) reply).kind()).isEqualTo(FailureKind.TIMED_OUT);
    assertThat(log).extracting(OutputLine::text).contains("asked");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "other     | x                        | Runtime.InvalidEntrypoint | has no file 'bootstrap'",
        "bootstrap | echo                     | Runtime.InvalidEntrypoint | chmod +x bootstrap",
        "bootstrap | #!/usr/bin/nosuch        | Runtime.InvalidEntrypoint | '#!/usr/bin/nosuch'",
        "bootstrap | '#!/bin/sh\r\nexit 0'    | Runtime.InvalidEntrypoint | unix line ends",
        "bootstrap | '#!/bin/sh\nexit 3'      | Function.Exited           | exited with status 3",
        "bootstrap | '#!/bin/sh\nkill -9 $$'  | Function.Exited           | ended by signal 9",
        "bootstrap/x | x                      | Runtime.InvalidEntrypoint | is not a file"
      })
  void shouldTellWhyAProgramDoesNotStart(String file, String text, String type, String message)
      throws Exception {
    Reply.Failure failure = loadFailure(Map.of(file, text));

    assertThat(failure.type()).isEqualTo(type);
    assertThat(failure.message()).contains(message);
  }

  @Test
  void shouldTellWhatAProgramSaysOfItsInitialisation() throws Exception {
    String program =
        """
        print("about to fail", flush=True)
        post("init/error", '{"errorType": "NoConfig", "errorMessage": "none", "stackTrace": ["a"]}')
        """;
    assertThat(loadFailure(Map.of("bootstrap", PYTHON + program)))
        .isEqualTo(new Reply.Failure(FailureKind.LOAD_FAILED, "NoConfig", "none", List.of("a")));
    assertThat(log).extracting(OutputLine::text).containsExactly("about to fail", "NoConfig: none");
  }

  @Test
  void shouldSeeNoOtherInstancesApi() throws Exception {
    String program = "while True:\n    post('invocation/%s/response' % next()[1], repr(api))\n";
    Instance first = started(program);
    Instance second = started(program);

    assertThat(answer(first, "1")).isEqualTo("application/json '127.0.0.1:9001'");
    assertThat(answer(second, "2")).isEqualTo("application/json '127.0.0.1:9001'");
  }

  private Instance started(String program) throws Exception {
    return TestSandbox.started(start("h", Map.of("bootstrap", PYTHON + program), sandbox));
  }

  private StartResult start(String handler, Map<String, String> files, TestSandbox in)
      throws Exception {
    return in.start("provided", handler, files, log::add);
  }

  private Reply.Failure loadFailure(Map<String, String> files) throws Exception {
    StartResult result = start("h", files, sandbox);
    assertThat(result).isInstanceOf(StartResult.LoadFailed.class);
    Reply.Failure failure = ((StartResult.LoadFailed) result).failure();
    assertThat(failure.kind()).isEqualTo(FailureKind.LOAD_FAILED);
    return failure;
  }

  private Reply.Failure failure(Instance instance, String event) {
    Reply reply = sandbox.call(instance, event, log::add);
    assertThat(reply).isInstanceOf(Reply.Failure.class);
    return (Reply.Failure) reply;
  }

  private String answer(Instance instance, String event) {
    Reply reply = sandbox.call(instance, event, log::add);
    assertThat(reply).as("%s", log).isInstanceOf(Reply.Success.class);
    Reply.Success success = (Reply.Success) reply;
    return success.contentType() + " " + new String(success.body(), StandardCharsets.UTF_8);
  }
}
