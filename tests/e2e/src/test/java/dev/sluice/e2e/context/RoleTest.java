package dev.sluice.e2e.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.BindingSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.LogLine;
import dev.sluice.api.RoleInfo;
import dev.sluice.api.RoleSpec;
import dev.sluice.api.ValueSource;
import dev.sluice.client.InvocationRequest;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.LogRequest;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What functions ask for through their context, and what their roles allow. */
class RoleTest extends SharedServerTest {
  private static final String SECRET = "role-secret";
  private static final String VALUE = "hunter2-and-more";

  private final Cli cli = new Cli(client.connection());
  private final List<String> roles = new ArrayList<>();

  @AfterEach
  void deleteRoles() throws Exception {
    for (String role : roles) {
      for (String user : client.roles().get(role).usedBy()) {
        if (!user.contains(":")) {
          client.deleteFunction(user, null);
        }
      }
      for (String user : client.roles().get(role).usedBy()) {
        client.deleteFunction(user.substring(0, user.indexOf(':')), null);
      }
      client.roles().delete(role);
    }
  }

  private String role(
      @Nullable List<String> invoke,
      @Nullable List<String> secrets,
      @Nullable List<String> emit,
      @Nullable List<String> bindings)
      throws Exception {
    String role = name("role");
    client.roles().set(role, new RoleSpec(null, invoke, secrets, emit, bindings, null), null);
    roles.add(role);
    return role;
  }

  /**
   * Does what the event says: {@code {"secret"}}, {@code {"invoke", "event", "mode"}}, {@code
   * {"emit"}}.
   */
  private static FunctionSpec asking(String name, String runtime) {
    return switch (runtime) {
      case "python3" ->
          Speaking.python(
              name,
              """
              if "secret" in event:
                  value = context.secrets.get(event["secret"])
                  print("it is", value)
                  return len(value)
              if "emit" in event:
                  return len(context.emit({"type": event["emit"], "data": 1}))
              return context.invoke(event["invoke"], event.get("event"), mode=event.get("mode", "sync"))
              """);
      case "nodejs" ->
          Speaking.node(
              name,
              """
              if (event.secret) {
                const value = await context.secrets.get(event.secret);
                console.log('it is', value);
                return value.length;
              }
              if (event.emit) return (await context.emit({ type: event.emit, data: 1 })).length;
              return context.invoke(event.invoke, event.event, { mode: event.mode });
              """);
      case "java" ->
          Speaking.java(
              name,
              """
              Map<String, Object> wanted = (Map<String, Object>) event;
              if (wanted.containsKey("secret")) {
                String value =
                    ((UnaryOperator<String>) context.get("secrets")).apply((String) wanted.get("secret"));
                ((System.Logger) context.get("log")).log(System.Logger.Level.INFO, "it is " + value);
                return value.length();
              }
              if (wanted.containsKey("emit")) {
                Map<String, Object> emitted = Map.of("type", wanted.get("emit"), "data", 1);
                return ((List<?>) ((Function<Object, Object>) context.get("emit")).apply(emitted)).size();
              }
              String how = "async".equals(wanted.get("mode")) ? "invokeAsync" : "invoke";
              return ((BiFunction<String, Object, Object>) context.get(how))
                  .apply((String) wanted.get("invoke"), wanted.get("event"));
              """);
      default ->
          Speaking.provided(
              name,
              """
              if "secret" in event:
                  status, _, answer = ask("GET", id + "/secrets/" + event["secret"])
              elif "emit" in event:
                  status, _, answer = ask("POST", id + "/events", json.dumps({"type": event["emit"], "data": 1}))
              else:
                  status, _, answer = ask(
                      "POST", id + "/invoke/" + event["invoke"] + "?mode=" + event.get("mode", "sync"),
                      json.dumps(event.get("event")))
              answer = json.loads(answer)
              if status != 200:
                  ask("POST", id + "/error", json.dumps({"errorType": answer["errorType"], "errorMessage": answer["errorMessage"]}))
                  return None
              if "secret" in event:
                  print("it is", answer, flush=True)
              return answer if "invoke" in event else len(answer)
              """);
    };
  }

  private List<String> log(String function, InvokeResult of) throws Exception {
    return client.logs(function, LogRequest.of(of.invocation())).stream()
        .map(LogLine::text)
        .toList();
  }

  private void denied(String function, String event, String... words) throws Exception {
    InvokeResult result = failWith(function, event, ErrorCode.FUNCTION_FAILED);
    assertThat(result.problem().error().message()).contains(words);
    assertThat(log(function, result))
        .anyMatch(line -> line.startsWith("context: ") && line.contains("(role-denies)"));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {"python3", "nodejs", "java", "provided"})
  void shouldDoWhatItsRoleAllowsInEveryLanguage(String runtime) throws Exception {
    String echo = name("echo");
    String asking = name("asking");
    String type = "shop." + asking + ".sold";
    client.namespaces().setSecret(SECRET, VALUE);
    create(Sources.python(echo, Sources.PYTHON_ECHO));
    create(asking(asking, runtime));
    String secret = "{\"secret\":\"" + SECRET + "\"}";
    String invoke = "{\"invoke\":\"" + echo + "\",\"event\":{\"a\":\"größer\"}}";
    String emit = "{\"emit\":\"" + type + "\"}";
    for (String event : List.of(secret, invoke, emit)) {
      denied(asking, event, "'" + asking + "' has no role");
    }

    String role = role(List.of("echo-*"), List.of(SECRET), List.of("shop.*.sold"), null);
    client.updateFunction(asking, Sources.onlyDescription(null).withRole(role), null);
    client
        .events()
        .create(
            new AssociationSpec(
                asking,
                null,
                "type = '" + type + "'",
                List.of(new Target(echo, null, null)),
                null,
                null,
                null));
    InvokeResult read = client.invoke(asking, InvokeRequest.json(secret));
    assertThat(read.text()).isEqualTo(Integer.toString(VALUE.length()));
    assertThat(log(asking, read)).contains("it is ***");
    assertThat(call(asking, invoke)).isEqualTo("{\"a\":\"größer\"}");
    assertThat(call(asking, emit)).isEqualTo("1");
    String async =
        Json.read(call(asking, invoke.replace("\"event\"", "\"mode\":\"async\",\"event\"")))
            .asText();
    Await.until(
        "the function has run", () -> client.invocation(async).status().equals("succeeded"));
    InvocationInfo record = client.invocation(async);
    assertThat(record.trigger()).isEqualTo("function");
    assertThat(record.traceId()).isNotNull();
    client.events().delete(asking);

    client.roles().set(role, new RoleSpec(null, List.of("other"), null, null, null, null), null);
    denied(asking, invoke, "The role '" + role + "'", "'" + echo + "'", "Add it to 'invoke'");
    denied(asking, secret, "'" + SECRET + "'");
    denied(asking, emit, "'" + type + "'");
  }

  @Test
  void shouldTellTheFunctionWhatFailedBesides() throws Exception {
    String asking = name("asking");
    String failing = name("failing");
    create(asking(asking, "python3"));
    create(Speaking.python(failing, "raise ValueError('no luck')"));
    String role = role(List.of("*"), List.of("*"), List.of("*"), null);
    client.updateFunction(asking, Sources.onlyDescription(null).withRole(role), null);
    for (Map.Entry<String, String> one :
        Map.of(
                "{\"secret\":\"never-set\"}",
                "no secret 'never-set'",
                "{\"invoke\":\"never-made\"}",
                "no function 'never-made'",
                "{\"invoke\":\"" + failing + "\"}",
                "no luck",
                "{\"invoke\":\"" + failing + "\",\"mode\":\"later\"}",
                "'later' is neither",
                "{\"emit\":\"\"}",
                "type '' is empty")
            .entrySet()) {
      InvokeResult result = failWith(asking, one.getKey(), ErrorCode.FUNCTION_FAILED);
      assertThat(result.problem().error().type()).isEqualTo("PlatformError");
      assertThat(result.problem().error().message()).contains(one.getValue());
    }
  }

  @Test
  void shouldEndCirclesAndKeepWithinTheCallersTime() throws Exception {
    String circle = name("circle");
    String role = role(List.of("*"), null, null, null);
    create(Speaking.python(circle, "return context.invoke(context.name, event)").withRole(role));
    InvokeResult result = failWith(circle, "1", ErrorCode.FUNCTION_FAILED);
    assertThat(result.problem().error().message()).contains("going in circles");

    String slow = name("slow");
    String hasty = name("hasty");
    create(Speaking.python(slow, "import time\ntime.sleep(30)"));
    create(
        Sources.timeout(Speaking.python(hasty, "return context.invoke('" + slow + "')"), 1.0)
            .withRole(role));
    failWith(hasty, "1", ErrorCode.FUNCTION_TIMED_OUT);
    InvocationInfo inner = client.invocations(InvocationRequest.of(slow, 1)).items().get(0);
    assertThat(inner.status()).isEqualTo("timed-out");
  }

  @Test
  void shouldRefuseADefinitionThatNamesMoreThanItsRoleAllows() throws Exception {
    client.namespaces().setSecret(SECRET, VALUE);
    String function = name("defined");
    String role = role(null, List.of("other"), null, List.of("kind:file"));
    FunctionSpec spec = Sources.python(function, Sources.PYTHON_ECHO);
    FunctionSpec secret = spec.withEnvironmentFrom(Map.of("DB", ValueSource.ofSecret(SECRET)));
    FunctionSpec bound =
        spec.withBindings(List.of(new BindingSpec("cart", "state", "in", Map.of("key", "k"))));
    assertThat(
            Refused.with(ErrorCode.ROLE_DENIES, () -> client.createFunction(secret.withRole(role)))
                .detail())
        .contains(role, function, SECRET);
    assertThat(
            Refused.with(ErrorCode.ROLE_DENIES, () -> client.createFunction(bound.withRole(role)))
                .detail())
        .contains(role, function, "'cart'");
    Refused.with(ErrorCode.ROLE_NOT_FOUND, () -> client.createFunction(spec.withRole("nobody")));
    create(secret);
    assertThat(call(function, "1")).isEqualTo("1");
    Refused.with(
        ErrorCode.ROLE_DENIES,
        () -> client.updateFunction(function, Sources.onlyDescription(null).withRole(role), null));
  }

  @Test
  void shouldKeepARoleThatIsUsedAndShowBy() throws Exception {
    String function = name("using");
    String role = role(List.of("a"), null, null, null);
    create(Sources.python(function, Sources.PYTHON_ECHO).withRole(role));
    client.versions().publish(function, null, null);
    assertThat(client.roles().get(role).usedBy()).containsExactly(function, function + ":1");
    client.updateFunction(function, Sources.onlyDescription(null).withRole(""), null);
    assertThat(client.function(function).role()).isNull();
    assertThat(Refused.with(ErrorCode.ROLE_IN_USE, () -> client.roles().delete(role)).detail())
        .contains(function + ":1");
    RoleInfo shown = client.roles().get(role);
    assertThat(cli.run("role", "get", role)).contains("May invoke", function + ":1");
    assertThat(cli.run("role", "list")).contains(role);
    assertThat(shown.invoke()).containsExactly("a");
  }
}
