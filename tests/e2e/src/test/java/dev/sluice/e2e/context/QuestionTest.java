package dev.sluice.e2e.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.RoleSpec;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.LogRequest;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How functions ask, whatever they ask for. */
class QuestionTest extends SharedServerTest {
  private static final String SECRET = "question-secret";
  private static final String VALUE = "behind-the-clock";

  private final String asking = name("asking");
  private final String echo = name("echo");
  private final String role = name("role");

  @BeforeEach
  void prepare() throws Exception {
    List<String> all = List.of("*");
    client.namespaces().setSecret(SECRET, VALUE);
    client.roles().set(role, new RoleSpec(null, all, all, all, null, null), null);
    create(Sources.python(echo, Sources.PYTHON_ECHO));
  }

  @AfterEach
  void cleanUp() throws Exception {
    client.deleteFunction(asking, null);
    client.roles().delete(role);
    client.namespaces().deleteSecret(SECRET);
  }

  private void ask(FunctionSpec spec) throws Exception {
    create(spec.withRole(role));
  }

  private static String named(String body, String echo) {
    return body.replace("ECHO", echo).replace("SECRET", SECRET);
  }

  private FunctionSpec many(String runtime) {
    return switch (runtime) {
      case "python3" ->
          Speaking.python(
              asking,
              named(
                  """
                  from concurrent.futures import ThreadPoolExecutor
                  with ThreadPoolExecutor(4) as pool:
                      return list(pool.map(lambda n: context.invoke("ECHO", n), range(8)))
                  """,
                  echo));
      case "nodejs" ->
          Speaking.node(
              asking,
              named(
                  """
                  const asked = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => context.invoke('ECHO', n));
                  return Promise.all(asked);
                  """,
                  echo));
      default ->
          Speaking.java(
              asking,
              named(
                  """
                  BiFunction<String, Object, Object> invoke =
                      (BiFunction<String, Object, Object>) context.get("invoke");
                  return java.util.stream.IntStream.range(0, 8).parallel().boxed()
                      .map(n -> invoke.apply("ECHO", n)).toList();
                  """,
                  echo));
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"python3", "nodejs", "java"})
  void shouldAnswerEachOfSeveralAtOnce(String runtime) throws Exception {
    ask(many(runtime));
    assertThat(call(asking, "1")).isEqualTo("[0,1,2,3,4,5,6,7]");
  }

  /** Emits what is too large, and reads a secret after that. */
  private FunctionSpec tooMuch(String runtime) {
    return switch (runtime) {
      case "python3" ->
          Speaking.python(
              asking,
              named(
                  """
                  try:
                      context.emit({"type": "t", "data": "x" * (8 << 20)})
                  except Exception as error:
                      return error.code + " " + context.secrets.get("SECRET")
                  """,
                  echo));
      case "nodejs" ->
          Speaking.node(
              asking,
              named(
                  """
                  try {
                    await context.emit({ type: 't', data: 'x'.repeat(8 << 20) });
                  } catch (error) {
                    return error.code + ' ' + await context.secrets.get('SECRET');
                  }
                  """,
                  echo));
      case "java" ->
          Speaking.java(
              asking,
              named(
                  """
                  try {
                    ((Function<Object, Object>) context.get("emit"))
                        .apply(Map.of("type", "t", "data", "x".repeat(8 << 20)));
                    return null;
                  } catch (IllegalStateException e) {
                    return e.getMessage().substring(0, e.getMessage().indexOf(':')) + " "
                        + ((UnaryOperator<String>) context.get("secrets")).apply("SECRET");
                  }
                  """,
                  echo));
      default ->
          Speaking.provided(
              asking,
              named(
                  """
                  status, _, body = ask("POST", id + "/events", json.dumps({"type": "t", "data": "x" * (6291400)}))
                  answer = json.loads(body)["errorType"] if status == 413 else str(status)
                  return answer + " " + json.loads(ask("GET", id + "/secrets/SECRET")[2])
                  """,
                  echo));
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"python3", "nodejs", "java", "provided"})
  void shouldRefuseWhatIsTooLargeAndAnswerTheNext(String runtime) throws Exception {
    ask(tooMuch(runtime));
    assertThat(call(asking, "1")).isEqualTo("\"payload-too-large " + VALUE + "\"");
    assertThat(call(asking, "1")).isEqualTo("\"payload-too-large " + VALUE + "\"");
  }

  @Test
  void shouldAnswerNothingAfterTheResult() throws Exception {
    ask(
        Speaking.node(
            asking,
            named(
                """
                const before = globalThis.before;
                globalThis.before = context;
                if (!before) return context.secrets.get('SECRET').then(() => 'first');
                try {
                  return await before.secrets.get('SECRET');
                } catch (error) {
                  return error.code;
                }
                """,
                echo)));
    assertThat(call(asking, "1")).isEqualTo("\"first\"");
    assertThat(call(asking, "1")).isEqualTo("\"invalid-request\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void shouldWaitForAnAnswerThatAHandlerCallsBackWith(int atATime) throws Exception {
    String text =
        """
        exports.handler = (event, context, callback) => {
          context.invoke('ECHO', event).then((answer) => callback(null, answer));
        };
        """;
    ask(Sources.node(asking, named(text, echo)).withInstanceConcurrency(atATime));
    assertThat(call(asking, "7")).isEqualTo("7");
    assertThat(call(asking, "8")).isEqualTo("8");
  }

  @Test
  void shouldLeaveNoAnswerBehindThatNobodyWaitsFor() throws Exception {
    ask(
        Speaking.node(
            asking,
            named("for (let n = 0; n < 50; n++) context.invoke('ECHO', n);\nreturn event;", echo)));
    for (int n = 0; n < 3; n++) {
      assertThat(call(asking, Integer.toString(n))).isEqualTo(Integer.toString(n));
    }
  }

  @Test
  void shouldKeepQuestionsAndAnswersTogetherWhenASignalComes() throws Exception {
    String slow = name("slow");
    create(Speaking.python(slow, "import time\ntime.sleep(0.4)\nreturn 'slow'"));
    ask(
        Speaking.python(
            asking,
            named(
                """
                import signal
                def ring(*_):
                    raise TimeoutError
                signal.signal(signal.SIGALRM, ring)
                signal.setitimer(signal.ITIMER_REAL, 0.1)
                try:
                    return context.invoke("SLOW")
                except TimeoutError:
                    return context.invoke("ECHO", "in step")
                """
                    .replace("SLOW", slow),
                echo)));
    assertThat(call(asking, "1")).isEqualTo("\"in step\"");
    assertThat(call(asking, "1")).isEqualTo("\"in step\"");
  }

  @Test
  void shouldEndAFloodOfQuestions() throws Exception {
    ask(
        Speaking.python(
            asking,
            """
            count = 0
            while True:
                try:
                    context.secrets.get("never-set")
                except Exception as error:
                    if error.code != "secret-not-found":
                        return [count, error.code]
                count += 1
            """));
    InvokeResult result = client.invoke(asking, InvokeRequest.json("1"));
    assertThat(result.text()).isEqualTo("[10000, \"" + ErrorCode.TOO_MANY_QUESTIONS.code() + "\"]");
    assertThat(client.logs(asking, LogRequest.of(result.invocation()))).hasSize(20);
  }
}
