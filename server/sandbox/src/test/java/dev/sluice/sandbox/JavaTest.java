package dev.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.sandbox.SandboxConfig.Isolation;
import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.OutputLine;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import dev.sluice.spi.sandbox.Reply;
import dev.sluice.spi.sandbox.RuntimeDescriptor;
import dev.sluice.spi.sandbox.SandboxProvider.StartResult;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Real jails with a real Java: what its functions do, well and badly. */
class JavaTest {
  private static final int RESULT_LIMIT = 6 << 20;
  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final Duration BRIEF = Duration.ofMillis(500);

  @TempDir static Path temp;

  private static TestSandbox sandbox;
  private static JavaCode code;
  private static Path functions;

  private final List<OutputLine> log = new ArrayList<>();
  private Duration timeout = AMPLE;

  @BeforeAll
  static void open() throws Exception {
    sandbox = TestSandbox.in(temp, Isolation.BUBBLEWRAP);
    code = new JavaCode(temp);
    functions = code.compiled("Shop.java");
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "shop.Styles::none    | 1                         | \"none\"",
        "shop.Styles::text    | \"a\"                     | \"a!\"",
        "shop.Styles::text    | {\"a\":1}                 | \"{\\\"a\\\":1}!\"",
        "shop.Styles::record  | {\"item\":\"tea\",\"count\":1,\"more\":0} | {\"item\":\"tea\",\"count\":2}",
        "shop.Styles::bean    | {\"name\":\"é\",\"size\":4} | {\"name\":\"é\",\"size\":8}",
        "shop.Styles::bytes   | {\"a\": 1}                | {\"a\": 1}",
        "shop.Styles::stream  | {\"a\": 1}                | {\"a\": 1}",
        "shop.Styles::sum     | [{\"count\":2},{\"count\":3}] | 5",
        "shop.Styles::later   | 1                         | \"later\"",
        "shop.Styles::nothing | \"a\"                     | null",
        "shop.Total           | [1,2,3]                   | 6",
        "shop.Both            | {\"a\":1}                 | [\"a\"]",
      })
  void shouldCallHandlersOfEachStyle(String handler, String event, String answer) {
    assertThat(text(call(start(handler), event))).isEqualTo(answer);
  }

  @Test
  void shouldKeepStateAndTellTheContext() {
    Instance instance = start("shop.Styles::state");

    assertThat(text(call(instance, "{\"a\":[1.5,null]}")))
        .isEqualTo("[{\"a\":[1.5,null]},1,\"f\",\"call-1\"]");
    assertThat(text(call(instance, "text/plain; charset=utf-8", bytes("é"))))
        .isEqualTo("[\"é\",2,\"f\",\"call-1\"]");
  }

  @Test
  void shouldSayWhyAnEventDoesNotFit() {
    Reply.Failure failure = failure(call(start("shop.Styles::record"), "[1]"));

    assertThat(failure.kind()).isEqualTo(FailureKind.RAISED);
    assertThat(failure.message()).startsWith("The event cannot be read as shop.Styles$Order: ");
  }

  @Test
  void shouldTellWhatWasThrownAndServeOn() {
    Instance instance = start("shop.Bad::raise");
    Reply.Failure failure = failure(call(instance, "true"));

    assertThat(failure.kind()).isEqualTo(FailureKind.RAISED);
    assertThat(failure.type()).isEqualTo("shop.Bad$NoSuchOrder");
    assertThat(failure.message()).isEqualTo("no 7");
    assertThat(failure.stack())
        .hasSize(3)
        .first()
        .asString()
        .matches("shop\\.Bad\\.raise\\(Shop\\.java:\\d+\\)");
    assertThat(failure.stack().get(1))
        .isEqualTo("Caused by: java.lang.IllegalStateException: gone");
    assertThat(text(call(instance, "false"))).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({
    "shop.Bad::exit, EXITED",
    "shop.Bad::spin, TIMED_OUT",
    "shop.Bad::rest, TIMED_OUT",
    "shop.Bad::large, RESULT_TOO_LARGE",
    "shop.Bad::hole, RAISED",
    "shop.Bad::cycle, RAISED",
    "shop.Bad::hog, OUT_OF_MEMORY",
  })
  void shouldEndWhatGoesWrong(String handler, FailureKind kind) {
    timeout = kind == FailureKind.TIMED_OUT ? BRIEF : AMPLE;
    Reply.Failure failure = failure(call(start(handler), "null"));

    assertThat(failure.kind()).as(failure.toString()).isEqualTo(kind);
    if (kind == FailureKind.EXITED) {
      assertThat(failure.message()).contains("status 3");
      assertThat(log).extracting(OutputLine::text).startsWith("bye");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldLimitMemoryAndNotMindGarbage(boolean controlGroups) throws Exception {
    Path folder = java.nio.file.Files.createDirectory(temp.resolve("groups" + controlGroups));
    try (TestSandbox own = TestSandbox.in(folder, controlGroups)) {
      Instance churning =
          TestSandbox.started(own.start("java", "shop.Bad::churn", functions, Map.of()));
      assertThat(text(call(churning, "null"))).isEqualTo("3030");
      Instance hog = TestSandbox.started(own.start("java", "shop.Bad::hog", functions, Map.of()));
      assertThat(failure(call(hog, "null")).kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
    }
  }

  @Test
  void shouldKeepLinesInOrderWithTheirLevels() {
    call(start("shop.Saying::handle"), "null");

    assertThat(log)
        .extracting(OutputLine::stream, OutputLine::level, OutputLine::text)
        .startsWith(
            tuple(Stream.STDOUT, Level.INFO, "one é"),
            tuple(Stream.STDERR, Level.WARN, "two"),
            tuple(Stream.STDERR, Level.ERROR, "three 3"),
            tuple(Stream.STDERR, Level.WARN, "four"),
            tuple(Stream.STDOUT, Level.INFO, "five"),
            tuple(
                Stream.STDERR,
                Level.ERROR,
                "Exception in thread \"t\" java.lang.IllegalStateException: aside"))
        .endsWith(tuple(Stream.STDOUT, Level.INFO, "six"));
  }

  @Test
  void shouldTakeAndGiveSixMebibytes() {
    String event = "\"" + "é".repeat((6 << 20) / 2 - 2) + "\"";

    assertThat(text(call(start("shop.Styles::bytes"), event))).isEqualTo(event);
    assertThat(text(call(start("shop.Styles::nothing"), event))).isEqualTo("null");
  }

  @Test
  void shouldHideTheHostAndItsSurroundings() {
    assertThat(text(call(start("shop.Looking::handle"), "null"))).isEqualTo("[]");
    assertThat(text(call(start("shop.Looking::environment"), "null")))
        .contains("\"MINE\":\"yours\"", "\"HOME\":\"/tmp\"", "\"LAMBDA_TASK_ROOT\":\"/code\"");
    assertThat(text(call(start("shop.Looking::child"), "null")))
        .isEqualTo("[true,false,true,true]");
    assertThat(text(call(start("shop.Looking::files"), "null"))).isEqualTo("[true,\"größe\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shop.Nothing::handle | There is no class shop.Nothing",
        "shop.Styles::nosuch  | it has: bean, bytes",
        "shop.Styles          | name a method of it",
        "shop.Failing::handle | For input string: \"x\"",
      })
  void shouldTellWhyCodeDoesNotLoad(String handler, String words) {
    assertThat(loadFailure(handler, functions).message()).contains(words);
  }

  @Test
  void shouldCompileSourcesAndSayWhereTheyAreWrong() throws Exception {
    Path right =
        code.source(
            "Main.java",
            "public class Main { public static String handle(String name) { return \"hi \" + name; } }");
    Path wrong =
        code.source(
            "Main.java", "public class Main {\n  static int handle() { return true; }\n}\n");

    Instance instance = TestSandbox.started(sandbox.start("java", "Main::handle", right, Map.of()));
    assertThat(text(call(instance, "\"you\""))).isEqualTo("\"hi you\"");
    assertThat(loadFailure("Main::handle", wrong).message())
        .contains("Main.java, line 2: incompatible types");
  }

  @Test
  void shouldLeaveAFunctionItsOwnJackson() throws Exception {
    Path folder =
        code.compiled("Main.java", "jackson-databind", "jackson-core", "jackson-annotations");

    Instance tree = TestSandbox.started(sandbox.start("java", "own.Main::tree", folder, Map.of()));
    Instance named =
        TestSandbox.started(sandbox.start("java", "own.Main::named", folder, Map.of()));

    assertThat(text(call(tree, "{\"a\":[1]}"))).isEqualTo("[\"2.17.3\",[1]]");
    assertThat(text(call(named, "{\"the-name\":\"n\"}"))).isEqualTo("{\"the-name\":\"n\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cloud.Cloud$Greet            | {\"name\":\"you\",\"size\":2} | {\"greeting\":\"hi you\",\"by\":\"f:7\"}",
        "cloud.Cloud$Greet::greet     | {\"name\":\"you\"}            | {\"greeting\":\"hey you\",\"by\":\"128\"}",
        "cloud.Cloud$Queue            | {\"Records\":[{\"messageId\":\"m1\",\"body\":\"b1\",\"eventSourceARN\":\"arn:q\"}]} | [\"m1\",\"b1\",\"arn:q\"]",
        "cloud.Cloud$Raw              | {\"a\": 1}                    | {\"a\": 1}call-1",
      })
  void shouldCallHandlersForAwsAsItsOwnClientDoes(String handler, String event, String answer)
      throws Exception {
    Path folder =
        code.compiled("Cloud.java", "aws-lambda-java-core", "aws-lambda-java-events", "joda-time");
    Instance instance = TestSandbox.started(sandbox.start("java", handler, folder, Map.of()));

    assertThat(text(call(instance, event))).isEqualTo(answer);
    assertThat(log)
        .extracting(OutputLine::level, OutputLine::text)
        .containsExactly(tuple(Level.INFO, "called"));
    if (handler.equals("cloud.Cloud$Greet")) {
      Reply.Failure failure = failure(call(instance, "{}"));
      assertThat(failure.type()).isEqualTo("java.lang.IllegalArgumentException");
      assertThat(failure.stack())
          .isNotEmpty()
          .allMatch(frame -> frame.startsWith("cloud.Cloud$Greet"));
    }
  }

  @Test
  void shouldDescribeItself() {
    RuntimeDescriptor java =
        sandbox.provider().runtimes().stream()
            .filter(runtime -> runtime.name().equals("java"))
            .findFirst()
            .orElseThrow();

    assertThat(java.installedVersion()).matches("\\d\\d.*");
    assertThat(java.checkHandler("pkg.Main::handle")).isNull();
    assertThat(java.checkHandler("Main")).isNull();
    assertThat(java.checkHandler("pkg.Outer$Inner::handle")).isNull();
    assertThat(java.checkHandler("pkg/Main.handle")).isNotNull();
    assertThat(java.checkHandler("Main::")).isNotNull();
    assertThat(java.checkHandler("-cp")).isNotNull();
    assertThat(java.inlineFile("pkg.Main::handle", "class Main {}")).isEqualTo("pkg/Main.java");
    assertThat(java.inlineFile("a.B$C::d", "package a;\nclass X {}\npublic final class B {}"))
        .isEqualTo("a/B.java");
  }

  private Instance start(String handler) {
    return TestSandbox.started(sandbox.start("java", handler, functions, Map.of("MINE", "yours")));
  }

  private static Reply.Failure loadFailure(String handler, Path folder) {
    StartResult result = sandbox.start("java", handler, folder, Map.of());
    assertThat(result).isInstanceOf(StartResult.LoadFailed.class);
    return ((StartResult.LoadFailed) result).failure();
  }

  private Reply call(Instance instance, String json) {
    return call(instance, "application/json", bytes(json));
  }

  private Reply call(Instance instance, String type, byte[] payload) {
    return instance.invoke(
        new Instance.Call("call-1", payload, type, timeout, RESULT_LIMIT), log::add);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Reply reply) {
    assertThat(reply).isInstanceOf(Reply.Success.class);
    return new String(((Reply.Success) reply).body(), StandardCharsets.UTF_8);
  }

  private static Reply.Failure failure(Reply reply) {
    assertThat(reply).isInstanceOf(Reply.Failure.class);
    return (Reply.Failure) reply;
  }
}
