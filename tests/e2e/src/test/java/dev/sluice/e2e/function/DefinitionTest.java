package dev.sluice.e2e.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.client.Connection;
import dev.sluice.client.ListRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Http;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Create, read, replace, change, disable and delete. */
class DefinitionTest extends SharedServerTest {

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldCreateFromTextAndAnswer(String runtime) throws Exception {
    String name = name("inline");
    FunctionInfo made =
        create(Sources.either(name, runtime, Sources.PYTHON_ECHO, Sources.NODE_ECHO));
    assertThat(made.name()).isEqualTo(name);
    assertThat(made.namespace()).isEqualTo("default");
    assertThat(made.runtime()).isEqualTo(runtime);
    assertThat(made.memoryMiB()).isEqualTo(128);
    assertThat(made.timeoutSeconds()).isEqualTo(30);
    assertThat(made.state()).isEqualTo("enabled");
    assertThat(made.revision()).isEqualTo(1);
    assertThat(made.publishedVersion()).isNull();
    assertThat(made.code().kind()).isEqualTo("inline");
    assertThat(made.code().digest()).matches("sha256:[0-9a-f]{64}");
    assertThat(client.function(name)).isEqualTo(made);
    assertThat(call(name, "{\"a\":[1,2.5,\"ä\",null,true]}"))
        .isEqualTo("{\"a\":[1,2.5,\"ä\",null,true]}");
  }

  @Test
  void shouldSayWhereTheNewFunctionIsAndAtWhichRevision() throws Exception {
    String name = name("located");
    Http.Answer made =
        http.post(
            "/v1/functions",
            """
            {"name":"%s","runtime":"python3","handler":"main.handler",
             "code":{"inline":"def handler(event, context):\\n    return 1\\n"}}
            """
                .formatted(name));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).endsWith("/v1/functions/" + name);
    assertThat(made.header("ETag")).isEqualTo("\"1\"");
    assertThat(http.get("/v1/functions/" + name).header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void shouldReplaceTheWholeDefinitionAndKeepTheCode() throws Exception {
    String name = name("replaced");
    FunctionInfo made =
        create(
            new FunctionSpec(
                name,
                "python3",
                "main.handler",
                CodeSource.ofInline(Sources.PYTHON_ECHO),
                256,
                5.0,
                Map.of("A", "1"),
                Map.of("team", "x"),
                "first"));
    FunctionInfo replaced =
        client.replaceFunction(
            name,
            new FunctionSpec(
                null, "python3", "main.handler", null, null, 7.5, null, null, "second"),
            made.revision());
    assertThat(replaced.revision()).isEqualTo(2);
    assertThat(replaced.memoryMiB()).isEqualTo(128);
    assertThat(replaced.timeoutSeconds()).isEqualTo(7.5);
    assertThat(replaced.environment()).isEmpty();
    assertThat(replaced.labels()).isEmpty();
    assertThat(replaced.description()).isEqualTo("second");
    assertThat(replaced.code()).isEqualTo(made.code());
    assertThat(replaced.createdAt()).isEqualTo(made.createdAt());
    assertThat(replaced.modifiedAt()).isAfterOrEqualTo(made.modifiedAt());
    assertThat(client.function(name)).isEqualTo(replaced);
    assertThat(call(name, "7")).isEqualTo("7");
  }

  @Test
  void shouldChangeOnlyWhatIsGiven() throws Exception {
    String name = name("patched");
    FunctionInfo made =
        create(
            new FunctionSpec(
                name,
                "nodejs",
                "main.handler",
                CodeSource.ofInline("exports.handler = async () => process.env.MODE;"),
                192,
                5.0,
                Map.of("MODE", "old"),
                Map.of("team", "x"),
                "first"));
    assertThat(call(name, "{}")).isEqualTo("\"old\"");
    FunctionInfo changed =
        client.updateFunction(
            name,
            new FunctionSpec(null, null, null, null, null, null, Map.of("MODE", "new"), null, null),
            made.revision());
    assertThat(changed.revision()).isEqualTo(2);
    assertThat(changed.environment()).isEqualTo(Map.of("MODE", "new"));
    assertThat(changed.memoryMiB()).isEqualTo(192);
    assertThat(changed.timeoutSeconds()).isEqualTo(5);
    assertThat(changed.labels()).isEqualTo(Map.of("team", "x"));
    assertThat(changed.description()).isEqualTo("first");
    // No instance with the old environment may serve any more.
    assertThat(call(name, "{}")).isEqualTo("\"new\"");
  }

  @Test
  void shouldServeNewCodeAtOnce() throws Exception {
    String name = name("recoded");
    create(Sources.python(name, "def handler(event, context):\n    return 'one'\n"));
    assertThat(call(name, "{}")).isEqualTo("\"one\"");
    client.putCode(
        name, CodeSource.ofInline("def handler(event, context):\n    return 'two'\n"), 1L);
    assertThat(call(name, "{}")).isEqualTo("\"two\"");
    assertThat(client.code(name, "latest").inline()).contains("'two'");
  }

  @Test
  void shouldRefuseInvocationsOfADisabledFunctionUntilItIsEnabled() throws Exception {
    String name = name("switched");
    create(Sources.node(name, Sources.NODE_ECHO));
    assertThat(call(name, "1")).isEqualTo("1");
    assertThat(client.disable(name).state()).isEqualTo("disabled");
    Refused.with(ErrorCode.FUNCTION_DISABLED, () -> call(name, "1"));
    assertThat(client.function(name).state()).isEqualTo("disabled");
    assertThat(client.enable(name).state()).isEqualTo("enabled");
    assertThat(call(name, "2")).isEqualTo("2");
  }

  @Test
  void shouldDeleteAFunctionWithItsVersionsAndAliases() throws Exception {
    String name = name("deleted");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    client.versions().publish(name, null, null);
    client.versions().setAlias(name, "live", new AliasSpec(Map.of("1", 1.0), null), null);
    assertThat(call(name, "live", "3")).isEqualTo("3");
    client.deleteFunction(name, null);
    Refused.with(ErrorCode.FUNCTION_NOT_FOUND, () -> client.function(name));
    Refused.with(ErrorCode.FUNCTION_NOT_FOUND, () -> call(name, "live", "3"));
    Refused.with(ErrorCode.FUNCTION_NOT_FOUND, () -> client.versions().get(name, 1));
    // Who takes the name again finds nothing of the one before.
    FunctionInfo again = create(Sources.python(name, Sources.PYTHON_ECHO));
    assertThat(again.revision()).isEqualTo(1);
    assertThat(client.versions().aliases(name)).isEmpty();
    assertThat(client.versions().list(name, 10, null).items()).isEmpty();
    assertThat(client.versions().publish(name, null, null).version()).isEqualTo(1);
  }

  @Test
  void shouldKeepNamespacesApart() throws Exception {
    String name = name("tenant");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    Connection there = client.connection();
    SluiceClient other = new SluiceClient(new Connection(there.url(), there.token(), "elsewhere"));
    Refused.with(ErrorCode.FUNCTION_NOT_FOUND, () -> other.function(name));
    assertThat(other.functions(ListRequest.all()).items()).isEmpty();
    // Names of namespaces that differ in case only are names of different namespaces, also on one
    // connection.
    SluiceClient lower = new SluiceClient(new Connection(there.url(), there.token(), "team"));
    lower.createFunction(Sources.python(name, Sources.PYTHON_ECHO));
    String path = "/v1/functions/" + name;
    for (int i = 0; i < 3; i++) {
      assertThat(http.send("GET", path, Map.of("Sluice-Namespace", "team"), new byte[0]).status())
          .isEqualTo(200);
      http.send("GET", path, Map.of("Sluice-Namespace", "TEAM"), new byte[0])
          .assertProblem(ErrorCode.FUNCTION_NOT_FOUND);
    }
    lower.deleteFunction(name, null);
  }
}
