package dev.sluice.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.InvokeResult;
import dev.sluice.e2e.harness.Http;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Sources;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A hostile function lies to the platform over the connection of its own language host. The shell
 * and Java have no way to that: their lies are told to the Runtime API, in the sandbox's tests.
 */
@ExtendWith(Grounds.class)
@ResourceLock(Lane.OWN_SERVER)
class WireTest {
  private static final String SOURCE = "wire";

  /** Stands for the id of the call, with its length in front. */
  private static final String ID = "@";

  private static final int ID_LENGTH = 27;

  private static final String QUESTION = "{\"ask\":\"secret\",\"name\":\"theirs\"}";

  private static final String BROKEN = "function-protocol-broken";
  private static final String LATE = "function-timed-out";
  private static final String BROKEN_OR_GONE = BROKEN + ",function-exited";
  private static final String BROKE = "broke its connection";
  private static final String BROKE_OR_GONE = BROKE + "|exited with status|ended by signal";

  /**
   * One lie.
   *
   * @param sent in hexadecimal
   * @param then what the function does after it
   */
  private record Lie(String sent, String then, Bomb bomb) {
    static Lie of(String name, String sent, String then, String outcomes, String reason) {
      return new Lie(sent, then, Bomb.of(name, outcomes, reason));
    }
  }

  /**
   * All of them.
   *
   * @param shared whether the instance serves several calls: whose a frame is that is too large is
   *     known only when it comes
   */
  private static List<Lie> lies(boolean shared) {
    String deep = text("[".repeat(100_000));
    return List.of(
        Lie.of("close", "-", "close", BROKEN_OR_GONE, BROKE_OR_GONE),
        Lie.of("empty frame", "00000000", "answer", BROKEN_OR_GONE, BROKE_OR_GONE),
        Lie.of("negative length", "ffffffff4f", "answer", BROKEN_OR_GONE, BROKE_OR_GONE),
        shared
            ? Lie.of("huge frame", "7fffffff4f", "hang", LATE, "did not answer within")
            : Lie.of("huge frame", "7fffffff4f", "hang", "result-too-large", "more than"),
        Lie.of("unknown type", frame('Z', "00"), "answer", BROKEN_OR_GONE, BROKE_OR_GONE),
        Lie.of("a call to the server", frame('C', ID), "answer", BROKEN_OR_GONE, BROKE_OR_GONE),
        Lie.of("second greeting", frame('H', ""), "answer", BROKEN_OR_GONE, BROKE_OR_GONE),
        Lie.of("second readiness", frame('R', ""), "answer", BROKEN_OR_GONE, BROKE_OR_GONE),
        Lie.of("nonsense", "ff".repeat(4096), "answer", BROKEN_OR_GONE, BROKE_OR_GONE),
        Lie.of(
            "answer to another",
            frame('O', "0161" + "00"),
            "answer",
            BROKEN_OR_GONE,
            BROKE_OR_GONE),
        Lie.of(
            "error of another",
            frame('E', "0161" + text("{}")),
            "answer",
            BROKEN_OR_GONE,
            BROKE_OR_GONE),
        Lie.of(
            "id longer than its frame",
            frame('O', "ff61"),
            "answer",
            BROKEN_OR_GONE,
            BROKE_OR_GONE),
        Lie.of("no type of content", frame('O', ID), "answer", BROKEN_OR_GONE, BROKE_OR_GONE),
        Lie.of(
            "error that is no JSON",
            frame('E', ID + text("nonsense")),
            "answer",
            BROKEN_OR_GONE,
            BROKE_OR_GONE),
        Lie.of("error of depth", frame('E', ID + deep), "answer", BROKEN_OR_GONE, BROKE_OR_GONE),
        Lie.of(
            "error of other types",
            frame('E', ID + text("{\"type\":[1],\"message\":{},\"stack\":7}")),
            "answer",
            "function-failed",
            "failed with"),
        Lie.of(
            "half a frame and no end",
            "000000ff4f",
            "hang",
            "function-timed-out",
            "did not answer within"),
        Lie.of("half a frame and exit", "000000ff4f", "exit", BROKEN_OR_GONE, BROKE_OR_GONE),
        Lie.of(
            "frames without end",
            frame('Z', "00".repeat(1000)),
            "again",
            BROKEN_OR_GONE,
            BROKE_OR_GONE),
        Lie.of("question of nobody", frame('Q', ""), "answer", BROKEN_OR_GONE, BROKE_OR_GONE),
        Lie.of(
            "question of another",
            frame('Q', "0161" + text(QUESTION)),
            "answer",
            BROKEN_OR_GONE,
            BROKE_OR_GONE),
        Lie.of(
            "huge question", "7fffffff51", "hang", "function-timed-out", "did not answer within"),
        Lie.of(
            "questions without end",
            frame('Q', ID + text(QUESTION)),
            "again",
            BROKEN_OR_GONE + ",function-timed-out",
            BROKE_OR_GONE + "|did not answer within"));
  }

  private static String frame(char type, String payload) {
    int length = 1 + payload.replace(ID, "00".repeat(ID_LENGTH)).length() / 2;
    return HexFormat.of().toHexDigits(length) + HexFormat.of().toHexDigits((byte) type) + payload;
  }

  private static String text(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  static Stream<Arguments> inEachLanguage() {
    return As.here().stream()
        .flatMap(
            as -> Stream.of(Arguments.of(as, Language.PYTHON), Arguments.of(as, Language.NODE)));
  }

  @ParameterizedTest
  @MethodSource("inEachLanguage")
  void shouldEndAFunctionThatLies(As as, Language language) throws Exception {
    tellLies(Grounds.of(as), language, 1);
  }

  @ParameterizedTest
  @MethodSource("inEachLanguage")
  void shouldEndAFunctionThatLiesAmongSeveralCalls(As as, Language language) throws Exception {
    tellLies(Grounds.of(as), language, 4);
  }

  private static void tellLies(Ground ground, Language language, int concurrency) throws Exception {
    for (Lie lie : lies(concurrency > 1)) {
      ground.attack(
          Sources.timeout(language.function(SOURCE, SOURCE), lie.bomb().timeoutSeconds())
              .withInstanceConcurrency(concurrency),
          function -> {
            String logged = ground.server().output();
            InvokeResult result = function.call(lie.sent() + " " + lie.then());
            lie.bomb().assertOutcome(ground.server(), SOURCE, result, logged);
            // Its host may still have sent its own answer: then that breaks the next call.
            function.call("- answer");
            assertThat(function.call("- answer").text())
                .as("after " + lie.bomb().name())
                .isEqualTo("\"answer\"");
          });
    }
  }

  @ParameterizedTest
  @MethodSource("inEachLanguage")
  void shouldGiveNoCallTheAnswerOfAnother(As as, Language language) throws Exception {
    Ground ground = Grounds.of(as);
    ground.attack(
        language.function(SOURCE, SOURCE),
        function -> {
          String answer = frame('O', ID + "00" + text("\"first\""));
          assertThat(function.call(answer + " answer").text()).isEqualTo("\"first\"");
          // Its host answered too, which waits for whoever comes next.
          assertThat(function.call("- answer").problem().code()).isEqualTo(BROKEN);
          assertThat(function.call("- answer").text()).isEqualTo("\"answer\"");
          // A question that comes after the answer is none of the next call's.
          String question = frame('Q', ID + text(QUESTION));
          assertThat(function.call(answer + question + " answer").text()).isEqualTo("\"first\"");
          assertThat(function.call("- answer").problem().code()).isEqualTo(BROKEN);
          assertThat(function.call("- answer").text()).isEqualTo("\"answer\"");
        });
  }

  @ParameterizedTest
  @MethodSource("inEachLanguage")
  void shouldNotLetAFunctionWriteHeadersOfTheAnswer(As as, Language language) throws Exception {
    Ground ground = Grounds.of(as);
    String evil = "text/html\r\nEvil: 1";
    String type = HexFormat.of().toHexDigits((byte) evil.length()) + text(evil);
    for (String lie :
        List.of(
            frame('O', ID + type + text("body")),
            frame('E', ID + text("{\"type\":\"A\\r\\nEvil: 1\",\"message\":\"\"}")))) {
      ground.attack(
          language.function(SOURCE, SOURCE),
          function -> {
            Http.Answer answer =
                ground
                    .server()
                    .http()
                    .send(
                        "POST",
                        "/v1/functions/wire/invoke",
                        Map.of("Content-Type", "text/plain"),
                        (lie + " answer\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(answer.header("Evil")).isEmpty();
            assertThat(answer.status()).isIn(200, 502);
          });
    }
  }
}
