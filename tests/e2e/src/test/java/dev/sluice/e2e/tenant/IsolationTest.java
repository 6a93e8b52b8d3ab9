package dev.sluice.e2e.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.AliasSpec;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.ExecutionStart;
import dev.sluice.api.InstanceInfo;
import dev.sluice.api.JobSpec;
import dev.sluice.api.KeyInfo;
import dev.sluice.api.KeySpec;
import dev.sluice.api.NamespaceSpec;
import dev.sluice.api.RoleSpec;
import dev.sluice.api.RolloutSpec;
import dev.sluice.api.SinkSpec;
import dev.sluice.api.SourceSpec;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.ListRequest;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Http;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two tenants never see or affect one another. */
class IsolationTest extends SharedServerTest {
  private static final String FUNCTION = "private-thing";
  private static final String ALIAS = "private-alias";
  private static final String ROLE = "private-role";
  private static final String SECRET = "private-secret";
  private static final String KEY = "all";
  private static final String ASSOCIATION = "private-association";
  private static final String SOURCE = "private-source";
  private static final String SINK = "private-sink";
  private static final String WORKFLOW = "private-workflow";
  private static final String KEY_OF_OWNER = "only-the-owner-has";

  private Tenant owner;
  private Tenant other;
  private String build;
  private String invocation;
  private String letter;
  private String execution;
  private String job;
  private String rollout;
  private String instance;
  private long revision;

  @BeforeEach
  void makeTenants() throws Exception {
    owner = Tenant.of(client, name("owner"));
    other = Tenant.of(client, name("other"));
    String text = "def handler(event, context):\n  print('private-line')\n";
    owner.client().createFunction(Sources.python(FUNCTION, text));
    CodeSource built = new CodeSource(text, null, new CodeSource.Build("true", null));
    owner.client().putCode(FUNCTION, built, null);
    build =
        owner
            .http()
            .get("/v1/functions/" + FUNCTION + "/builds")
            .json()
            .path("items")
            .path(0)
            .path("id")
            .asText();
    assertThat(build).isNotEmpty();
    owner.client().versions().publish(FUNCTION, null, null);
    AliasSpec alias = new AliasSpec(Map.of("1", 1.0), null);
    owner.client().versions().setAlias(FUNCTION, ALIAS, alias, null);
    owner.client().namespaces().setSecret(SECRET, "private-value");
    List<String> all = List.of("private-line");
    owner.client().roles().set(ROLE, new RoleSpec("private-line", all, all, all, all, null), null);
    owner.client().namespaces().createKey(new KeySpec(KEY_OF_OWNER, null, null));
    invocation = owner.client().invoke(FUNCTION, InvokeRequest.json("{}")).invocation();
    letter = deadLetter(owner);
    owner
        .client()
        .events()
        .create(
            new AssociationSpec(
                ASSOCIATION,
                null,
                null,
                List.of(new AssociationSpec.Target(FUNCTION, null, null)),
                null,
                null,
                null,
                new AssociationSpec.Ordered("subject", 1, "block", null),
                new AssociationSpec.Combine(
                    "all",
                    List.of(
                        new AssociationSpec.Part("first", null, "id = 'mine'", null),
                        new AssociationSpec.Part("second", null, "id = 'no'", null)),
                    null,
                    null),
                null,
                null));
    owner
        .client()
        .sources()
        .create(new SourceSpec(SOURCE, "schedule", Map.of("cron", "@yearly"), null));
    // Who may not use the host's network may not say where the server connects to.
    Tenant.inside(client, owner.namespace())
        .sinks()
        .create(new SinkSpec(SINK, "http", Map.of("url", "https://example.com"), null));
    execution = execution(owner);
    job = owner.client().jobs().start(FUNCTION, JobSpec.ofItems(List.of("private-line"))).id();
    Await.until("the job is over", () -> owner.client().jobs().get(job).endedAt() != null);
    owner.client().versions().publish(FUNCTION, null, null);
    rollout =
        owner
            .client()
            .rollouts()
            .start(FUNCTION, RolloutSpec.of(ALIAS, 2, RolloutSpec.Step.manual(0.5)))
            .id();
    revision = owner.client().function(FUNCTION).revision();
    owner.client().invoke(FUNCTION, InvokeRequest.json("{}"));
    instance = owner.client().instances().list(FUNCTION).items().get(0).id();
  }

  private static String execution(Tenant owner) throws Exception {
    String file =
        """
        document:
          dsl: 1.0.0
          namespace: test
          name: %s
          version: 1.0.0
        do:
          - say:
              set:
                words: private-line
        """
            .formatted(WORKFLOW);
    owner.client().workflows().deploy(WORKFLOW, file.getBytes(StandardCharsets.UTF_8));
    return owner.client().workflows().start(WORKFLOW, new ExecutionStart(null, null, null)).id();
  }

  private static String deadLetter(Tenant owner) throws Exception {
    String function = "mourned";
    owner
        .client()
        .createFunction(
            Sources.python(function, "def handler(event, context):\n  raise ValueError()\n")
                .withAsync(new AsyncSpec(null, 1, null, null, null, null, null, null, null)));
    String id =
        owner.client().queue().invoke(function, InvokeRequest.json("\"private-line\"")).id();
    Await.until(
        "the event is a dead letter",
        () -> owner.client().invocation(id).status().equals("dead-lettered"));
    return id;
  }

  @AfterEach
  void deleteTenants() throws Exception {
    owner.client().events().delete(ASSOCIATION);
    owner.client().sources().delete(SOURCE);
    owner.client().sinks().delete(SINK);
    owner.client().workflows().delete(WORKFLOW);
    owner.client().deleteFunction("mourned", null);
    owner.client().deleteFunction(FUNCTION, null);
    client.namespaces().delete(owner.namespace());
    client.namespaces().delete(other.namespace());
  }

  @Test
  void shouldAnswerEveryRouteToTheThingsOfOthersWithNotFound() throws Exception {
    List<String> asked = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path :
        http.get("/v1/openapi.json").json().path("paths").properties()) {
      // Kinds of sources are everybody's.
      if (!path.getKey().contains("{") || path.getKey().contains("{kind}")) {
        continue;
      }
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (!method.getValue().has("operationId")) {
          continue;
        }
        if (method.getKey().equals("put")
            && Set.of("/v1/secrets/{secret}", "/v1/roles/{role}").contains(path.getKey())) {
          // It makes one of the own.
          continue;
        }
        Http.Answer answer = ask(other, method, path.getKey());
        assertThat(answer.status())
            .as("%s %s: %s", method.getKey(), path.getKey(), answer.text())
            .isEqualTo(404);
        assertThat(answer.text()).doesNotContain("private-line");
        asked.add(method.getKey() + path.getKey());
      }
    }
    assertThat(asked).hasSizeGreaterThan(20);
    assertThat(owner.client().function(FUNCTION).revision()).isEqualTo(revision);
    assertThat(owner.client().versions().aliases(FUNCTION)).hasSize(1);
    assertThat(owner.client().instances().list(FUNCTION).items())
        .extracting(InstanceInfo::id)
        .contains(instance);
  }

  private Http.Answer ask(Tenant tenant, Map.Entry<String, JsonNode> method, String path)
      throws Exception {
    String real =
        path.replace("{function}", FUNCTION)
            .replace("{alias}", ALIAS)
            .replace("{version}", "1")
            .replace("{build}", build)
            .replace("{letter}", letter)
            .replace("{association}", ASSOCIATION)
            .replace("{shard}", "0")
            .replace("{invocation}", invocation)
            .replace("{namespace}", owner.namespace())
            .replace("{secret}", SECRET)
            .replace("{role}", ROLE)
            .replace("{source}", SOURCE)
            .replace("{sink}", SINK)
            .replace("{kind}", "schedule")
            .replace("{workflow}", WORKFLOW)
            .replace("{execution}", execution)
            .replace("{job}", job)
            .replace("{rollout}", rollout)
            .replace("{instance}", instance)
            .replace("{fix}", "cancel")
            .replace("{key}", KEY_OF_OWNER);
    boolean body = method.getValue().has("requestBody");
    return tenant
        .http()
        .send(
            method.getKey().toUpperCase(Locale.ROOT),
            real,
            body ? Map.of("Content-Type", "application/json") : Map.of(),
            body ? bodyOf(path).getBytes(StandardCharsets.UTF_8) : new byte[0]);
  }

  /** What the owner could send there. */
  private static String bodyOf(String path) {
    if (path.endsWith("/code")) {
      return "{\"inline\":\"x = 1\"}";
    }
    return path.endsWith("{alias}") ? "{\"weights\":{\"1\":1}}" : "{}";
  }

  @Test
  void shouldListNothingOfOthers() throws Exception {
    assertThat(other.client().functions(ListRequest.all()).items()).isEmpty();
    assertThat(other.http().get("/v1/invocations").text()).doesNotContain(invocation);
    assertThat(other.http().get("/v1/audit").text()).doesNotContain(FUNCTION);
    assertThat(other.http().get("/v1/keys").json().path("items")).hasSize(1);
    assertThat(other.http().get("/v1/logs?limit=10000").text()).doesNotContain(FUNCTION);
    assertThat(owner.http().get("/v1/logs?limit=10000").text()).contains(FUNCTION);
    assertThat(other.http().get("/v1/stats?limit=100").text()).doesNotContain(FUNCTION);
    assertThat(other.http().get("/v1/stats?function=" + FUNCTION).json().path("series")).hasSize(1);
    assertThat(owner.http().get("/v1/stats?limit=100").text()).contains(FUNCTION);
    byte[] event =
        "{\"specversion\":\"1.0\",\"id\":\"mine\",\"source\":\"/s\",\"type\":\"t\"}"
            .getBytes(StandardCharsets.UTF_8);
    Map<String, String> kind = Map.of("Content-Type", "application/cloudevents+json");
    assertThat(owner.http().send("POST", "/v1/events", kind, event).status()).isEqualTo(202);
    assertThat(owner.http().get("/v1/events").text()).contains("\"mine\"");
    assertThat(other.http().get("/v1/events").json().path("items")).isEmpty();
    String combinations = "/v1/associations/" + ASSOCIATION + "/combinations";
    assertThat(owner.http().get(combinations).text()).contains("\"mine\"");
    other.http().get(combinations).assertProblem(ErrorCode.ASSOCIATION_NOT_FOUND);
    String test = "{\"workflow\":\"" + WORKFLOW + "\"}";
    assertThat(owner.http().post("/v1/executions/test", test).text()).contains("private-line");
    other.http().post("/v1/executions/test", test).assertProblem(ErrorCode.WORKFLOW_NOT_FOUND);
    for (String list :
        List.of(
            "secrets",
            "sources",
            "sinks",
            "roles",
            "associations",
            "workflows",
            "executions",
            "jobs",
            "instances")) {
      assertThat(other.http().get("/v1/" + list).json().path("items")).as(list).isEmpty();
    }
    assertThat(other.http().get("/v1/namespaces").text())
        .contains(other.namespace())
        .doesNotContain(owner.namespace());
  }

  @Test
  void shouldLetTwoTenantsUseTheSameNames() throws Exception {
    other
        .client()
        .createFunction(
            Sources.python(FUNCTION, "def handler(event, context):\n  return 'mine'\n"));

    assertThat(other.client().invoke(FUNCTION, InvokeRequest.json("{}")).text())
        .isEqualTo("\"mine\"");

    other.client().deleteFunction(FUNCTION, null);
    assertThat(owner.client().function(FUNCTION).name()).isEqualTo(FUNCTION);
  }

  @Test
  void shouldKeepKeyInItsNamespaceAndOutOfTheAdminsPlaces() throws Exception {
    other
        .http()
        .send("GET", "/v1/functions", Map.of("Sluice-Namespace", owner.namespace()), new byte[0])
        .assertProblem(ErrorCode.FORBIDDEN);
    other
        .http()
        .send("GET", "/v1/functions", Map.of("Sluice-Namespace", "no-such-one"), new byte[0])
        .assertProblem(ErrorCode.FORBIDDEN);
    other.http().post("/v1/namespaces", "{\"name\":\"mine\"}").assertProblem(ErrorCode.FORBIDDEN);
    other
        .http()
        .put("/v1/namespaces/" + other.namespace(), "{\"maxFunctions\":99}")
        .assertProblem(ErrorCode.FORBIDDEN);
  }

  @Test
  void shouldHoldKeysToTheirScopes() throws Exception {
    Tenant caller = Tenant.of(client, owner.namespace(), "invoke");
    Tenant reader = Tenant.of(client, owner.namespace(), "read");

    assertThat(caller.client().invoke(FUNCTION, InvokeRequest.json("{}")).problem()).isNull();
    caller.http().get("/v1/functions").assertProblem(ErrorCode.FORBIDDEN);
    caller.http().get("/v1/functions/" + FUNCTION + "/code").assertProblem(ErrorCode.FORBIDDEN);
    assertThat(reader.client().function(FUNCTION).name()).isEqualTo(FUNCTION);
    byte[] event =
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}"
            .getBytes(StandardCharsets.UTF_8);
    Map<String, String> kind = Map.of("Content-Type", "application/cloudevents+json");
    assertThat(caller.http().send("POST", "/v1/events", kind, event).status()).isEqualTo(202);
    reader.http().send("POST", "/v1/events", kind, event).assertProblem(ErrorCode.FORBIDDEN);
    caller
        .http()
        .send("DELETE", "/v1/functions/replay", Map.of(), new byte[0])
        .assertProblem(ErrorCode.FORBIDDEN);
    caller.http().put("/v1/secrets/replay", "{\"value\":\"x\"}").assertProblem(ErrorCode.FORBIDDEN);
    assertThat(caller.client().replay(invocation, null, false).problem()).isNull();
    reader
        .http()
        .post("/v1/functions/" + FUNCTION + "/invoke", "{}")
        .assertProblem(ErrorCode.FORBIDDEN);
    reader.http().post("/v1/keys", "{\"name\":\"more\"}").assertProblem(ErrorCode.FORBIDDEN);
    reader
        .http()
        .send("DELETE", "/v1/functions/" + FUNCTION, Map.of(), new byte[0])
        .assertProblem(ErrorCode.FORBIDDEN);
  }

  /** Every route of the description, so that none which comes later is forgotten. */
  @Test
  void shouldLetViewerSeeEverythingAndChangeNothing() throws Exception {
    Tenant viewer = Tenant.of(client, owner.namespace(), "read");
    List<String> changing = new ArrayList<>();
    List<String> reading = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path :
        http.get("/v1/openapi.json").json().path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (!method.getValue().has("operationId")) {
          continue;
        }
        String what = method.getKey() + " " + path.getKey();
        if (!method.getKey().equals("get")) {
          ask(viewer, method, path.getKey()).assertProblem(ErrorCode.FORBIDDEN);
          changing.add(what);
        } else if (!path.getKey().equals("/v1/stream")) {
          // Streams do not end, and what is refused is refused before they begin.
          Http.Answer answer = ask(viewer, method, path.getKey());
          assertThat(answer.status()).as("%s: %s", what, answer.text()).isNotEqualTo(403);
          assertThat(answer.text()).as(what).doesNotContain("private-value");
          reading.add(what);
        }
      }
    }
    assertThat(changing).hasSizeGreaterThan(40);
    assertThat(reading).hasSizeGreaterThan(30);
    assertThat(owner.client().function(FUNCTION).revision()).isEqualTo(revision);
    assertThat(owner.client().rollouts().get(FUNCTION, rollout).decisions()).hasSize(1);
    assertThat(owner.http().get("/v1/keys").json().path("items")).hasSize(3);
  }

  @Test
  void shouldLetNobodyInByAKeyThatWasDeletedWhileItWasUsed() throws Exception {
    Tenant guest = Tenant.of(client, owner.namespace(), "read");
    assertThat(guest.http().get("/v1/functions").status()).isEqualTo(200);

    owner.client().namespaces().deleteKey("read");

    guest.http().get("/v1/functions").assertProblem(ErrorCode.UNAUTHENTICATED);
    assertThat(owner.client().namespaces().keys())
        .extracting(KeyInfo::name)
        .containsExactly(KEY, KEY_OF_OWNER);
    assertThat(owner.client().namespaces().keys()).extracting(KeyInfo::token).containsOnlyNulls();
  }

  @Test
  void shouldKeepTenantsWithinTheirQuotas() throws Exception {
    String namespace = other.namespace();
    client.namespaces().create(new NamespaceSpec(namespace, "small", 1, null, null, null, 3, true));
    other.client().createFunction(Sources.python("only", Sources.PYTHON_ECHO));

    other
        .http()
        .post(
            "/v1/functions",
            "{\"name\":\"second\",\"runtime\":\"python3\",\"handler\":\"main.handler\","
                + "\"code\":{\"inline\":\"x = 1\"}}")
        .assertProblem(ErrorCode.QUOTA_EXCEEDED);
    for (int i = 0; i < 3; i++) {
      assertThat(other.client().invoke("only", InvokeRequest.json("{}")).problem()).isNull();
    }
    Http.Answer refused =
        other.http().post("/v1/functions/only/invoke", "{}").assertProblem(ErrorCode.RATE_EXCEEDED);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    assertThat(refused.json().path("retryAfterSeconds").asText())
        .isEqualTo(refused.header("Retry-After"));
    assertThat(owner.client().invoke(FUNCTION, InvokeRequest.json("{}")).problem()).isNull();
    assertThat(other.http().put("/v1/functions/only", networked()).status()).isEqualTo(200);

    client
        .namespaces()
        .replace(namespace, new NamespaceSpec(null, null, 1, null, null, null, null, false), null);

    other
        .http()
        .post("/v1/functions/only/invoke", "{}")
        .assertProblem(ErrorCode.NETWORK_NOT_ALLOWED);
    other.client().deleteFunction("only", null);
  }

  private static String networked() {
    return "{\"runtime\":\"python3\",\"handler\":\"main.handler\",\"network\":\"host\"}";
  }
}
