package dev.sluice.e2e.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.ValueSource;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.ListRequest;
import dev.sluice.client.LogRequest;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Parallel;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Secrets reach the functions that name them, and nothing else. */
class SecretTest extends SharedServerTest {
  private static final String VALUE = "hunter2-wachtwoord";
  private static final String TELL =
      """
      import os
      def handler(event, context):
          return {k: os.environ.get(k) for k in ("PASSWORD", "WHO", "WHERE", "MEMORY", "PLAIN")}
      """;

  private final String secret = "db-" + System.nanoTime();

  @AfterEach
  void deleteSecrets() throws Exception {
    for (var left : client.namespaces().secrets()) {
      if (!inUse(left.name())) {
        client.namespaces().deleteSecret(left.name());
      }
    }
  }

  private boolean inUse(String name) throws Exception {
    return client.functions(ListRequest.all()).items().stream()
        .anyMatch(f -> f.environmentFrom().containsValue(ValueSource.ofSecret(name)));
  }

  private FunctionSpec telling(String name, String text) {
    return Sources.environment(Sources.python(name, text), Map.of("PLAIN", "plain"))
        .withEnvironmentFrom(
            Map.of(
                "PASSWORD", ValueSource.ofSecret(secret),
                "WHO", ValueSource.ofPlatform("function"),
                "WHERE", ValueSource.ofPlatform("namespace"),
                "MEMORY", ValueSource.ofPlatform("memoryMiB")));
  }

  @Test
  void shouldGiveValuesFromSecretsAndFromThePlatform() throws Exception {
    String name = name("secretive");
    client.namespaces().setSecret(secret, VALUE);
    create(telling(name, TELL));

    assertThat(Json.read(call(name, "{}")))
        .isEqualTo(
            Json.read(
                ("{\"PASSWORD\":\"%s\",\"WHO\":\"%s\",\"WHERE\":\"default\",\"MEMORY\":\"128\","
                        + "\"PLAIN\":\"plain\"}")
                    .formatted(VALUE, name)));
  }

  @Test
  void shouldGiveTheNewValueOnceItIsSetAndLoseNoCallMeanwhile() throws Exception {
    String name = name("rotated");
    client.namespaces().setSecret(secret, "value-0");
    create(telling(name, TELL));
    assertThat(call(name, "{}")).contains("value-0");

    Parallel.run(
        3,
        20,
        (thread, i) -> {
          if (thread == 0) {
            client.namespaces().setSecret(secret, "value-" + (i + 1));
          }
          assertThat(client.invoke(name, InvokeRequest.json("{}")).problem()).isNull();
        });

    assertThat(call(name, "{}")).contains("value-20");
  }

  @Test
  void shouldShowTheValueNowhere() throws Exception {
    String name = name("talkative");
    client.namespaces().setSecret(secret, VALUE);
    create(
        telling(
            name,
            """
            import os
            def handler(event, context):
                print("my password is", os.environ["PASSWORD"])
                raise ValueError("cannot log in with " + os.environ["PASSWORD"])
            """));

    var failed = client.invoke(name, InvokeRequest.json("{}").withLogTail());

    assertThat(failed.problem().toString()).contains("cannot log in with ***");
    assertThat(String.join("\n", failed.logTail())).contains("my password is ***");
    assertThat(client.logs(name, LogRequest.newest(100)).toString())
        .contains("my password is ***")
        .doesNotContain(VALUE);
    for (String path :
        List.of(
            "/v1/secrets",
            "/v1/secrets/" + secret,
            "/v1/functions/" + name,
            "/v1/functions",
            "/v1/invocations/" + failed.invocation(),
            "/metrics")) {
      assertThat(http.get(path).status()).as(path).isEqualTo(200);
      assertThat(http.get(path).text()).as(path).doesNotContain(VALUE);
    }
    assertThat(server.output()).doesNotContain(VALUE);
  }

  @Test
  void shouldKeepNoValueOnDiskAndTheKeyToItself() throws Exception {
    client.namespaces().setSecret(secret, VALUE);

    Path key = server.data().resolve("secret.keys");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(server.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(VALUE);
      }
    }
  }

  @Test
  void shouldRefuseWhatCannotBe() throws Exception {
    String name = name("wanting");
    http.put("/v1/secrets/" + secret, "{}").assertProblem(ErrorCode.INVALID_REQUEST);
    http.put("/v1/secrets/a%20b", "{\"value\":\"x\"}").assertProblem(ErrorCode.INVALID_NAME);
    http.get("/v1/secrets/" + secret).assertProblem(ErrorCode.SECRET_NOT_FOUND);
    http.post(
            "/v1/functions",
            """
            {"name":"%s","runtime":"python3","handler":"main.handler","code":{"inline":"x = 1"},
             "environmentFrom":{"PASSWORD":{"secret":"%s"}}}
            """
                .formatted(name, secret))
        .assertProblem(ErrorCode.SECRET_NOT_FOUND);

    client.namespaces().setSecret(secret, VALUE);
    create(telling(name, TELL));

    http.send("DELETE", "/v1/secrets/" + secret, Map.of(), new byte[0])
        .assertProblem(ErrorCode.SECRET_IN_USE);
  }
}
