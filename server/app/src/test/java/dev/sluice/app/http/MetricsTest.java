package dev.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.TestServer;
import dev.sluice.app.TestServer.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  @TempDir Path data;
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        TestServer.start(
            data, Map.of("SLUICE_POOL_MEMORY", "1GiB", "SLUICE_POOL_MAX_WAIT", "100ms"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer scrape(String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/metrics"));
    return TestServer.send(
        (headers.length == 0 ? request : request.headers(headers)).GET().build());
  }

  private void invoke(String function, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      server.post("/v1/functions/" + function + "/invoke", "{}");
    }
  }

  @Test
  void shouldShowNumbersToEverybodyInTheTextFormatOfPrometheus() throws Exception {
    Answer answer = scrape("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/plain").contains("version=0.0.4");
    assertThat(answer.text().lines())
        .contains(
            "# TYPE sluice_instances gauge",
            "sluice_instances{state=\"idle\"} 0.0",
            "sluice_instances{state=\"busy\"} 0.0",
            "sluice_instances{state=\"starting\"} 0.0",
            "sluice_calls_waiting 0.0",
            "sluice_waiting_hosts 0.0",
            "sluice_instances_memory_bytes 0.0",
            "sluice_instances_memory_limit_bytes 1.073741824E9",
            "# TYPE sluice_instances_ended_total counter",
            "sluice_instances_ended_total{reason=\"out-of-memory\"} 0.0",
            "sluice_invocations_refused_total{code=\"capacity-exceeded\"} 0.0");
  }

  @Test
  void shouldCountInvocationsByStatusAndMeasureThem() throws Exception {
    server.create("good", "main.echo");
    server.create("bad", "main.raise");
    server.create("slow", "main.slow");
    invoke("good", 3);
    invoke("bad", 2);
    invoke("slow", 1);

    assertThat(scrape().text().lines())
        .contains(
            "sluice_invocations_total{status=\"succeeded\"} 3.0",
            "sluice_invocations_total{status=\"failed\"} 2.0",
            "sluice_invocations_total{status=\"timed-out\"} 1.0",
            "sluice_invocation_duration_seconds_count{start=\"cold\"} 3",
            "sluice_invocation_duration_seconds_count{start=\"warm\"} 3",
            "sluice_invocation_cpu_seconds_total 0.009",
            "sluice_invocation_peak_memory_bytes_bucket{le=\"1.6777216E7\"} 0",
            "sluice_invocation_peak_memory_bytes_bucket{le=\"3.3554432E7\"} 6",
            "sluice_instances{state=\"idle\"} 3.0");
  }

  @Test
  void shouldNameNoFunctionAndNoNamespace() throws Exception {
    server.post(
        "/v1/functions",
        TestServer.spec("secret-plans", "main.echo").toString(),
        "Sluice-Namespace",
        "hidden-team");
    server.post("/v1/functions/secret-plans/invoke", "{}", "Sluice-Namespace", "hidden-team");

    assertThat(scrape().text()).doesNotContain("secret-plans", "hidden-team");
  }

  @Test
  void shouldShowWhatFunctionsCountToThoseWithAToken() throws Exception {
    for (String team : List.of("one-team", "other-team")) {
      String spec = TestServer.spec("counting", "main.count").toString();
      server.post("/v1/functions", spec, "Sluice-Namespace", team);
      server.post("/v1/functions/counting/invoke", "{}", "Sluice-Namespace", team);
      server.post("/v1/functions/counting/invoke", "{}", "Sluice-Namespace", team);
    }
    String mine =
        "sluice_function_counter_total"
            + "{counter=\"orders\",function=\"counting\",namespace=\"one-team\"} 4.0";
    Answer key = server.post("/v1/keys", "{\"name\":\"seer\"}", "Sluice-Namespace", "one-team");
    String token = key.json().path("token").asText();

    assertThat(scrape().text()).doesNotContain("sluice_function_counter", "team");
    assertThat(scrape("Authorization", "Bearer " + token).text())
        .contains(mine, "sluice_invocations_total")
        .doesNotContain("other-team", "bad name");
    assertThat(scrape("Authorization", "Bearer " + server.token()).text())
        .contains(mine, mine.replace("one-team", "other-team"));
    assertThat(scrape("Authorization", "Bearer nobody").status()).isEqualTo(401);

    server.delete("/v1/functions/counting", "Sluice-Namespace", "one-team");
    assertThat(scrape("Authorization", "Bearer " + token).text())
        .doesNotContain("sluice_function_counter_total{");
  }

  @Test
  void shouldRefuseCallsThatFindNoRoomAndSayWhenToComeBack() throws Exception {
    server.post(
        "/v1/functions", TestServer.spec("one", "main.wait").put("maxInstances", 1).toString());
    Thread first = new Thread(() -> quietly("one"));
    first.start();
    server.sandbox.entered.await();

    Answer refused = server.post("/v1/functions/one/invoke", "{}");

    server.sandbox.release.countDown();
    first.join();
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.code()).isEqualTo("capacity-timed-out");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(scrape().text().lines())
        .contains("sluice_invocations_refused_total{code=\"capacity-timed-out\"} 1.0");
  }

  private void quietly(String function) {
    try {
      invoke(function, 1);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
