package dev.sluice.core.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.RoleSpec;
import dev.sluice.core.fake.TestCore;
import dev.sluice.core.source.NamedEvent;
import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.Platform;
import dev.sluice.spi.sandbox.Reply;
import dev.sluice.spi.source.SourceEvent;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What functions ask during a call. */
class AskingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "{\"ask\":\"secret\",\"name\":\"key\"}";
  private static final String INVOKE = "{\"ask\":\"invoke\",\"name\":\"f\",\"event\":1}";

  private static final String LATER =
      "{\"ask\":\"invoke\",\"name\":\"f\",\"event\":1,\"mode\":\"async\"}";
  private static final String EMIT = "{\"ask\":\"emit\",\"event\":{\"type\":\"t\"}}";

  private final TestCore core = new TestCore();
  private final List<String> emitted = new ArrayList<>();
  private final List<InvokeCommand> accepted = new ArrayList<>();

  @BeforeEach
  void create() {
    core.requests.to(
        new Outward() {
          @Override
          public String accept(InvokeCommand command) {
            accepted.add(command);
            return "accepted";
          }

          @Override
          public CloudEvent event(Given given) {
            String source = "/" + given.namespace() + "/" + given.function();
            return new NamedEvent(SourceEvent.of("1", source, "t").build());
          }

          @Override
          public List<String> emit(String namespace, CloudEvent event, int depth) {
            emitted.add(namespace + event.getSource() + " " + depth);
            return List.of("emitted");
          }
        });
    core.secrets.set("default", "key", "opens-it");
    allow("*");
    core.functions.create("default", TestCore.spec("f").withRole("all"));
  }

  @AfterEach
  void close() {
    core.close();
  }

  private void allow(String pattern) {
    List<String> all = List.of(pattern);
    core.roles.set("default", "all", new RoleSpec(null, all, all, all, all, null), null);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private InvokeOutcome asking(BiFunction<String, Platform, byte[]> handler) {
    core.sandbox.calls =
        (call, output) ->
            new Reply.Success(
                handler.apply(new String(call.payload(), StandardCharsets.UTF_8), call.platform()),
                "application/json");
    return core.invocations.invoke(TestCore.call("f", "latest"));
  }

  private InvokeOutcome asking(String question) {
    return asking((event, platform) -> platform.asked(bytes(question)));
  }

  private static JsonNode answer(InvokeOutcome outcome) {
    try {
      return JSON.readTree(outcome.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void refused(InvokeOutcome outcome, ErrorCode code) {
    JsonNode error = answer(outcome).path("error");
    assertThat(error.path("code").asText()).isEqualTo(code.code());
    assertThat(error.path("status").asInt()).isEqualTo(code.status());
    assertThat(error.path("message").asText()).isNotBlank();
    assertThat(outcome.record().failure()).isNull();
    assertThat(outcome.lines()).isNotEmpty();
    assertThat(outcome.lines().get(0).text())
        .startsWith("context: ")
        .contains("(" + code.code() + ")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "7",
        "{}",
        "{\"ask\":\"everything\"}",
        "{\"ask\":[]}",
        "{\"ask\":\"secret\"}",
        "{\"ask\":\"secret\",\"name\":\"\"}",
        "{\"ask\":\"secret\",\"name\":{}}",
        "{\"ask\":\"invoke\",\"name\":7}",
        "{\"ask\":\"invoke\",\"name\":\"f\",\"mode\":\"later\"}",
        "{\"ask\":\"emit\"}",
        "{\"ask\":\"secret\",\"name\":\"key\"} {}",
        "{\"ask\":\"secret\",\"name\":\"key\"",
        "{\"ask\":\"secret\",\"name\":NaN}"
      })
  void shouldRefuseWhatIsNoQuestionAndGoOn(String question) {
    refused(asking(question), ErrorCode.INVALID_REQUEST);
    assertThat(answer(asking(SECRET)).path("value").asText()).isEqualTo("opens-it");
  }

  @Test
  void shouldRefuseAQuestionNestedWithoutEnd() {
    refused(asking("{\"ask\":" + "[".repeat(100_000)), ErrorCode.INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.10", "{ \"a\" : [ 1e400 , \"größe\" ] }", "\"\\u00e9\"", "null", "[]"})
  void shouldPassEventsAndAnswersOnLetterForLetter(String event) {
    List<String> got = new ArrayList<>();
    InvokeOutcome outcome =
        asking(
            (payload, platform) -> {
              if (!payload.equals("{}")) {
                got.add(payload);
                return bytes(payload);
              }
              return platform.asked(bytes(INVOKE.replace(":1}", ": " + event + " }")));
            });
    assertThat(got).containsExactly(event);
    assertThat(outcome.body())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"value\":" + event + "}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "1 2", "{\"value\":1}}", " "})
  void shouldMakeTextOfAnAnswerThatIsNoJson(String body) {
    InvokeOutcome outcome =
        asking(
            (payload, platform) ->
                payload.equals("{}") ? platform.asked(bytes(INVOKE)) : bytes(body));
    assertThat(answer(outcome).path("value").asText()).isEqualTo(body);
  }

  @Test
  void shouldSayThatAQuestionIsTooLarge() {
    InvokeOutcome outcome = asking((event, platform) -> platform.askedTooMuch(1 << 20, 1_000));
    refused(outcome, ErrorCode.PAYLOAD_TOO_LARGE);
    assertThat(answer(outcome).at("/error/message").asText()).contains("1048576", "1000");
  }

  @Test
  void shouldAnswerSoManyQuestionsOfACallAndKeepItsLogShort() {
    InvokeOutcome outcome =
        asking(
            (event, platform) -> {
              for (int i = 0; i < CallPlatform.MOST_QUESTIONS; i++) {
                byte[] unused = platform.asked(bytes("{}"));
              }
              return platform.asked(bytes(SECRET));
            });
    assertThat(answer(outcome).at("/error/code").asText())
        .isEqualTo(ErrorCode.TOO_MANY_QUESTIONS.code());
    assertThat(outcome.lines()).hasSize(CallPlatform.MOST_LINES);
    assertThat(outcome.lines().get(CallPlatform.MOST_LINES - 1).text())
        .endsWith("more of this call are not shown");
    assertThat(answer(asking(SECRET)).has("value")).isTrue();
  }

  private InvokeOutcome atDepth(int depth, String question) {
    core.sandbox.calls =
        (call, output) ->
            new Reply.Success(
                call.payload().length == 1 ? bytes("7") : call.platform().asked(bytes(question)),
                "application/json");
    InvokeCommand outer = TestCore.call("f", "latest");
    return core.invocations.invoke(
        new InvokeCommand(
            outer.namespace(),
            outer.function(),
            outer.qualifier(),
            outer.event(),
            outer.trigger(),
            null,
            null,
            true,
            depth,
            null));
  }

  @ParameterizedTest
  @ValueSource(strings = {INVOKE, LATER, EMIT})
  void shouldEndCircles(String question) {
    assertThat(answer(atDepth(ContextRequests.MOST_DEPTH - 1, question)).has("value")).isTrue();
    refused(atDepth(ContextRequests.MOST_DEPTH, question), ErrorCode.RECURSION_LIMIT);
  }

  @Test
  void shouldTellHowDeepWhatItStartsIs() {
    asking(
        (event, platform) -> {
          byte[] unused = platform.asked(bytes(EMIT));
          unused = platform.asked(bytes(LATER));
          return event.equals("1") ? bytes("0") : platform.asked(bytes(INVOKE));
        });
    assertThat(emitted).containsExactly("default/default/f 1", "default/default/f 2");
    assertThat(accepted).extracting(InvokeCommand::depth).containsExactly(1, 2);
    assertThat(accepted).extracting(InvokeCommand::namespace).containsOnly("default");
  }

  @Test
  void shouldAnswerOfItsOwnNamespaceOnly() {
    core.secrets.set("other", "theirs", "their-value");
    core.functions.create("other", TestCore.spec("g"));
    refused(asking(SECRET.replace("key", "theirs")), ErrorCode.SECRET_NOT_FOUND);
    refused(asking(SECRET.replace("key", "../other/theirs")), ErrorCode.SECRET_NOT_FOUND);
    refused(asking(INVOKE.replace("\"f\"", "\"g\"")), ErrorCode.FUNCTION_NOT_FOUND);
    core.roles.set("other", "all", new RoleSpec(null, null, List.of("*"), null, null, null), null);
    allow("nothing");
    refused(asking(SECRET), ErrorCode.ROLE_DENIES);
  }

  @Test
  void shouldStrikeOutOfTheLogAndOfErrorsWhatItHasRead() {
    core.sandbox.calls =
        (call, output) -> {
          byte[] unused = call.platform().asked(bytes(SECRET));
          unused = call.platform().asked(bytes(INVOKE.replace("\"f\"", "\"opens-it\"")));
          return new Reply.Failure(FailureKind.RAISED, "E", "opens-it", List.of("opens-it"));
        };
    InvokeOutcome outcome = core.invocations.invoke(TestCore.call("f", "latest"));
    assertThat(String.valueOf(outcome.record().failure())).contains("***").doesNotContain("opens");
    assertThat(outcome.lines().toString()).contains("***").doesNotContain("opens");
  }

  @Test
  void shouldDenyWhatARoleGivesThatHasGone() {
    core.roles.delete("default", "all");
    for (String question : List.of(SECRET, INVOKE)) {
      refused(asking(question), ErrorCode.ROLE_DENIES);
    }
  }
}
