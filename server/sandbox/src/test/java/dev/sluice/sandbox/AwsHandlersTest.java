package dev.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sandbox.SandboxConfig.Isolation;
import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.OutputSink.OutputLine;
import dev.sluice.spi.sandbox.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handlers in Python and JavaScript as they are written for AWS Lambda. */
class AwsHandlersTest {
  @TempDir static Path temp;

  private static TestSandbox sandbox;
  private final List<OutputLine> log = new ArrayList<>();

  @BeforeAll
  static void open() throws Exception {
    sandbox = TestSandbox.in(temp, Isolation.BUBBLEWRAP);
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  @Test
  void shouldGivePythonTheContextOfAws() throws Exception {
    Instance instance =
        python(
            "lambda_function.lambda_handler",
            Map.of(
                "lambda_function.py",
                """
                import json, os
                settings = json.load(open("settings.json"))
                def lambda_handler(event, context):
                    context.log("logged")
                    return [
                        settings["a"], context.function_name, context.function_version,
                        context.invoked_function_arn, context.memory_limit_in_mb,
                        context.aws_request_id, context.log_group_name,
                        context.log_stream_name == os.environ["AWS_LAMBDA_LOG_STREAM_NAME"],
                        context.identity.cognito_identity_id, context.client_context,
                        0 < context.get_remaining_time_in_millis() <= 20000,
                        os.path.samefile(__file__, "/var/task/lambda_function.py"),
                    ]
                """,
                "settings.json",
                "{\"a\":1}"));

    assertThat(answer(instance))
        .isEqualTo(
            "[1, \"f\", \"7\", \"arn:aws:lambda:us-east-1:000000000000:function:f:7\", \"128\", \""
                + request()
                + "\", \"/aws/lambda/f\", true, null, null, true, true]");
    assertThat(log).extracting(OutputLine::text).containsExactly("logged");
  }

  @Test
  void shouldLetPythonConfigureItsLoggingAsOnAws() throws Exception {
    Instance instance =
        python(
            "main.handler",
            Map.of(
                "main.py",
                """
                import logging
                logging.basicConfig(format="never used")
                logger = logging.getLogger()
                logger.setLevel(logging.DEBUG)
                def handler(event, context):
                    logging.getLogger("mine").debug("plain")
                    logger.handlers[0].setFormatter(
                        logging.Formatter("%(levelname)s %(aws_request_id)s %(message)s"))
                    logger.warning("formatted")
                """));

    assertThat(answer(instance)).isEqualTo("null");
    assertThat(log)
        .extracting(OutputLine::text)
        .containsExactly("plain", "WARNING " + request() + " formatted");
  }

  @Test
  void shouldWriteDecimalsOfPythonAsNumbers() throws Exception {
    Instance instance =
        python(
            "main.handler",
            Map.of(
                "main.py",
                """
                from decimal import Decimal
                def handler(event, context):
                    return {"a": [Decimal("1.5")], "b": object} if event else Decimal(2)
                """));

    assertThat(answer(instance)).isEqualTo("2.0");
    Reply reply = sandbox.call(instance, "1", log::add);
    assertThat(reply).isInstanceOf(Reply.Failure.class);
    assertThat(((Reply.Failure) reply).message()).contains("type is not JSON serializable");
  }

  @ParameterizedTest
  @CsvSource({
    "python3, src/app.handler,      src/app.py",
    "python3, my-app/v1.handler,    my-app/v1.py",
    "python3, pkg.sub.handler,      pkg/sub.py",
    "nodejs,  src/app.handler,      src/app.js",
    "nodejs,  src/app.handler,      src/app.cjs",
    "nodejs,  src/app.handler,      src/app.mjs",
    "nodejs,  index.routes.handler, index.js"
  })
  void shouldFindHandlersByTheirPath(String runtime, String handler, String file) throws Exception {
    String text =
        switch (file.substring(file.lastIndexOf('.'))) {
          case ".py" -> "n = 0\ndef handler(event, context):\n  global n\n  n += 1\n  return n\n";
          case ".mjs" -> "let n = 0; export const handler = async () => ++n;";
          default -> "let n = 0; exports.handler = () => ++n; exports.routes = exports;";
        };
    Instance instance =
        TestSandbox.started(sandbox.start(runtime, handler, Map.of(file, text), log::add));

    assertThat(answer(instance)).isEqualTo("1");
    assertThat(answer(instance)).isEqualTo("2");
  }

  @Test
  void shouldGiveNodeTheContextOfAws() throws Exception {
    Instance instance =
        node(
            """
            const settings = JSON.parse(require('fs').readFileSync('main.json', 'utf8'));
            exports.handler = async (event, context) => [
              settings.a, context.functionName, context.functionVersion, context.invokedFunctionArn,
              context.memoryLimitInMB, context.awsRequestId, context.logGroupName,
              context.logStreamName === process.env.AWS_LAMBDA_LOG_STREAM_NAME,
              context.identity === undefined, context.clientContext === undefined,
              context.getRemainingTimeInMillis() > 0, context.callbackWaitsForEmptyEventLoop,
            ];
            """);

    assertThat(answer(instance))
        .isEqualTo(
            "[1,\"f\",\"7\",\"arn:aws:lambda:us-east-1:000000000000:function:f:7\",\"128\",\""
                + request()
                + "\",\"/aws/lambda/f\",true,true,true,true,true]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(e, c, done) => { setTimeout(() => done(null, 1), 5); }                | 1",
        "(e, c, done) => { done(null, 1); done(null, 2); }                      | 1",
        "async (e, c, done) => 1                                                | 1",
        "(e, c) => { setTimeout(() => c.succeed(1), 5); }                       | 1",
        "(e, c) => { c.done(null, 1); }                                         | 1",
        "(e, c) => { setTimeout(() => c.done(undefined, 1), 5); return; }       | 1",
        "(e, c) => 1                                                            | 1",
        "(e, c) => { }                                                          | null",
        "(e, c, done) => { }                                                    | null",
        "(e, c, done) => { done(); }                                            | null",
        "(e) => new Promise((yes) => setTimeout(() => yes(1), 5))               | 1",
        "(e, c, done) => { setInterval(() => 1, 1e6).unref(); done(null, 1); }  | 1",
        "(e, c, done) => { c.callbackWaitsForEmptyEventLoop = false;"
            + " setInterval(() => 1, 1e6); done(null, 1); }                     | 1"
      })
  void shouldTakeEveryStyleOfHandlerInNode(String handler, String answer) throws Exception {
    Instance instance = node("exports.handler = " + handler);

    assertThat(answer(instance)).isEqualTo(answer);
    assertThat(answer(instance)).isEqualTo(answer);
  }

  @Test
  void shouldFinishWhatAHandlerInNodeBeganBeforeItsCallbackIsHeard() throws Exception {
    Instance instance =
        node(
            """
            exports.handler = (event, context, callback) => {
              callback(null, 'early');
              setTimeout(() => console.log('late'), 30);
            };
            """);

    assertThat(answer(instance)).isEqualTo("\"early\"");
    assertThat(log).extracting(OutputLine::text).containsExactly("late");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(e, c, done) => done(new RangeError('no'))              | RangeError | no",
        "(e, c, done) => done('no')                              | Error      | no",
        "(e, c) => { setTimeout(() => c.fail(new TypeError('no')), 5); } | TypeError | no",
        "(e, c) => c.fail()                                      | Error      | handled",
        "async () => { throw new RangeError('no'); }             | RangeError | no",
        "() => { throw new RangeError('no'); }                   | RangeError | no"
      })
  void shouldTakeEveryStyleOfErrorInNode(String handler, String type, String message)
      throws Exception {
    Instance instance = node("exports.handler = " + handler);

    for (int call = 0; call < 2; call++) {
      Reply reply = sandbox.call(instance, "", log::add);
      assertThat(reply).isInstanceOf(Reply.Failure.class);
      Reply.Failure failure = (Reply.Failure) reply;
      assertThat(failure.kind()).isEqualTo(FailureKind.RAISED);
      assertThat(failure.type()).isEqualTo(type);
      assertThat(failure.message()).isEqualTo(message);
    }
  }

  private Instance python(String handler, Map<String, String> files) throws Exception {
    return TestSandbox.started(sandbox.start("python3", handler, files, log::add));
  }

  private Instance node(String text) throws Exception {
    Map<String, String> files = Map.of("main.js", text, "main.json", "{\"a\":1}");
    return TestSandbox.started(sandbox.start("nodejs", "main.handler", files, log::add));
  }

  private String answer(Instance instance) {
    return sandbox.answer(instance, "", log::add);
  }

  private static String request() {
    return sandbox.lastCall();
  }
}
