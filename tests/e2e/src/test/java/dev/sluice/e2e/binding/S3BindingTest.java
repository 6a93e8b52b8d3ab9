package dev.sluice.e2e.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.Problem;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.source.s3.BucketServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that are bound to objects of a real server of buckets. */
class S3BindingTest extends SharedServerTest {
  private final List<String> made = new ArrayList<>();
  private static final String SECRET = "bound-bucket";
  private static final String BUCKET = "bound";
  private static BucketServer buckets;

  @BeforeAll
  static void startBuckets() throws Exception {
    buckets = new BucketServer();
    buckets.create(BUCKET);
    buckets.put(BUCKET, "users/ada.json", "{\"name\":\"Ada\"}");
  }

  @AfterAll
  static void stopBuckets() throws Exception {
    buckets.close();
  }

  @BeforeEach
  void setSecret() throws Exception {
    client.namespaces().setSecret(SECRET, BucketServer.SECRET_KEY);
  }

  @AfterEach
  void forgetSecret() throws Exception {
    for (String function : made) {
      client.deleteFunction(function, null);
    }
    client.namespaces().deleteSecret(SECRET);
  }

  private static Map<String, Object> options(String key) {
    Map<String, Object> options = new HashMap<>();
    options.put("bucket", BUCKET);
    options.put("endpoint", buckets.endpoint());
    options.put("path-style", true);
    options.put("access-key", BucketServer.ACCESS_KEY);
    options.put("secret-key", Bound.secret(SECRET));
    options.put("key", key);
    return options;
  }

  private String made(String function) {
    made.add(function);
    return function;
  }

  private Problem failing(String function, String event) throws Exception {
    InvokeResult result = client.invoke(function, InvokeRequest.json(event));
    assertThat(result.problem()).as(result.text()).isNotNull();
    return result.problem();
  }

  @ParameterizedTest
  @ValueSource(strings = {"python3", "nodejs", "java"})
  void shouldReadAndWriteObjectsInEveryLanguage(String language) throws Exception {
    String function = made(name("objects"));
    create(
        Bound.passing(
            function,
            language,
            true,
            Bound.in("in_", "s3", options("users/{event.data.user}.json")),
            Bound.out("copy", "s3", options("copies/" + language + "/{value.key}"))));
    String answer = call(function, "{\"user\":\"ada\"}");
    assertThat(Json.read(answer).path("key").asText()).isEqualTo("users/ada.json");
    assertThat(Json.read(answer).path("body").toString()).contains("Ada");
    assertThat(buckets.get(BUCKET, "copies/" + language + "/users/ada.json")).contains("Ada");
  }

  @Test
  void shouldOpenNoConnectionForTheSecondUseEvenOfAnotherFunction() throws Exception {
    try (CountingRelay relay = new CountingRelay(buckets.endpoint())) {
      for (int function = 0; function < 2; function++) {
        String name = made(name("objects"));
        Map<String, Object> reading = options("users/ada.json");
        Map<String, Object> writing = options("kept");
        reading.put("endpoint", relay.url());
        writing.put("endpoint", relay.url());
        create(
            Bound.passing(
                name,
                "python3",
                true,
                Bound.in("in_", "s3", reading),
                Bound.out("copy", "s3", writing)));
        for (int use = 0; use < 3; use++) {
          assertThat(call(name, "{}")).contains("Ada");
        }
      }
      assertThat(relay.connections).hasValue(1);
    }
  }

  @Test
  void shouldFailWithoutTheObjectOrBeNullWhereItIsOptional() throws Exception {
    String strict = made(name("objects"));
    String lenient = made(name("objects"));
    Map<String, Object> optional = options("nobody");
    optional.put("optional", true);
    create(Bound.python(strict, "return 1", Bound.in("o", "s3", options("nobody"))));
    create(Bound.python(lenient, "return context.bindings.o", Bound.in("o", "s3", optional)));
    Problem problem = failing(strict, "{}");
    assertThat(problem.code()).isEqualTo(ErrorCode.BINDING_FAILED.code());
    assertThat(problem.detail()).contains("'o'").contains("no object 'nobody'");
    assertThat(call(lenient, "{}")).isEqualTo("null");
  }

  @Test
  void shouldWriteBytesAndTextsAsTheyAre() throws Exception {
    String function = made(name("objects"));
    create(
        Bound.python(
            function, "context.bindings.o = event", Bound.out("o", "s3", options("written"))));
    call(function, "\"a text\"");
    assertThat(buckets.get(BUCKET, "written")).isEqualTo("a text");
    call(function, "{\"base64\":\"aGk=\"}");
    assertThat(buckets.get(BUCKET, "written")).isEqualTo("hi");
    call(function, "{\"a\":[1]}");
    assertThat(buckets.get(BUCKET, "written")).isEqualTo("{\"a\":[1]}");
  }

  @Test
  void shouldSayThatTheKeyIsRefused() throws Exception {
    String function = made(name("objects"));
    client.namespaces().setSecret(SECRET, "wrong-key");
    create(Bound.python(function, "return 1", Bound.in("o", "s3", options("users/ada.json"))));
    Problem problem = failing(function, "{}");
    assertThat(problem.code()).isEqualTo(ErrorCode.BINDING_FAILED.code());
    assertThat(problem.detail()).contains("access key").doesNotContain("wrong-key");
  }

  @Test
  void shouldLetNoExpressionLeaveTheFolder() throws Exception {
    String function = made(name("objects"));
    create(
        Bound.python(
            function, "return 1", Bound.in("o", "s3", options("users/{event.data}.json"))));
    Problem problem = failing(function, "\"../secret/x\"");
    assertThat(problem.code()).isEqualTo(ErrorCode.BINDING_FAILED.code());
    assertThat(problem.detail()).contains("..");
  }
}
