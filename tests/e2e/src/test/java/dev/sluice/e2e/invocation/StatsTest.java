package dev.sluice.e2e.invocation;

import static java.util.Comparator.comparingDouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.StatsInfo;
import dev.sluice.api.StatsInfo.Numbers;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.StatsRequest;
import dev.sluice.client.TopRequest;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers of functions over time. */
class StatsTest extends SharedServerTest {
  private static final String FAILING =
      """
      import time
      def handler(event, context):
          time.sleep(0.02)
          if event.get("fail"):
              raise ValueError("as asked")
          return "ok"
      """;

  private static final AsyncSpec ONE_AT_A_TIME =
      new AsyncSpec(null, null, null, null, 1, null, null, null, null);

  @Test
  void shouldCountWhatRanByVersionAndAlias() throws Exception {
    String name = name("counted");
    create(Sources.python(name, FAILING));
    client.versions().publish(name, null, null);
    client.versions().setAlias(name, "live", new AliasSpec(Map.of("1", 1.0), null), null);
    for (int i = 0; i < 4; i++) {
      client.invoke(name, InvokeRequest.json("{}").to("live"));
    }
    client.invoke(name, InvokeRequest.json("{\"fail\":true}").to("1"));
    client.invoke(name, InvokeRequest.json("{}"));

    StatsInfo byVersion = client.stats(name, new StatsRequest(null, null, "1m", "version"));
    StatsInfo byAlias = client.stats(name, new StatsRequest(null, null, null, "alias"));

    Numbers all = byVersion.series().get(0).total();
    assertThat(all.invocations()).isEqualTo(6);
    assertThat(all.failed()).isEqualTo(1);
    assertThat(all.errors()).isEqualTo(Map.of("function-failed", 1L));
    assertThat(all.coldShare()).isBetween(0.3, 0.4);
    assertThat(all.p50Ms()).isGreaterThanOrEqualTo(18);
    assertThat(all.p99Ms()).isGreaterThanOrEqualTo(all.p50Ms());
    assertThat(all.concurrency()).isPositive();
    assertThat(byVersion.series())
        .extracting(StatsInfo.Series::name)
        .containsExactly(null, "1", "latest");
    assertThat(byVersion.series().get(1).total().invocations()).isEqualTo(5);
    assertThat(byVersion.stepSeconds()).isEqualTo(60);
    assertThat(byVersion.series().get(0).steps())
        .hasSizeBetween(60, 61)
        .extracting(step -> step.numbers().invocations())
        .satisfies(
            counts -> assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(6));
    assertThat(byAlias.series())
        .extracting(StatsInfo.Series::name)
        .containsExactly(null, "1", "latest", "live");
    assertThat(byAlias.series().get(3).total().invocations()).isEqualTo(4);
  }

  @Test
  void shouldCountAttemptsAfterTheFirst() throws Exception {
    String name = name("retried");
    create(
        Sources.python(name, FAILING)
            .withAsync(new AsyncSpec(null, 3, 0.01, null, null, null, null, null, null)));
    client.queue().invoke(name, InvokeRequest.json("{\"fail\":true}"));
    client.queue().invoke(name, InvokeRequest.json("{}"));

    Numbers all =
        Await.value(
            "both have ended",
            () -> client.stats(name, StatsRequest.lastHour()).series().get(0).total(),
            numbers -> numbers.invocations() == 2);
    assertThat(all.retries()).isEqualTo(2);
    assertThat(all.failed()).isEqualTo(1);
  }

  @Test
  void shouldShowAMonthInFittingSteps() throws Exception {
    String name = name("monthly");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    call(name, "{}");
    Instant now = Instant.now();

    StatsInfo month =
        client.stats(name, new StatsRequest(now.minus(Duration.ofDays(30)), null, null, null));
    StatsInfo minutes =
        client.stats(name, new StatsRequest(now.minus(Duration.ofMinutes(5)), null, null, null));

    assertThat(month.stepSeconds()).isEqualTo(6 * 3600);
    assertThat(month.series().get(0).total().invocations()).isEqualTo(1);
    assertThat(minutes.stepSeconds()).isEqualTo(60);
    assertThat(minutes.series().get(0).total().invocations()).isEqualTo(1);
  }

  @Test
  void shouldRefuseRangesThatAreNone() throws Exception {
    String name = name("strange");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    String path = "/v1/functions/" + name + "/stats";
    for (String query :
        new String[] {
          "?from=yesterday",
          "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
          "?step=1",
          "?step=90s",
          "?step=0m",
          "?from=2020-01-01T00:00:00Z&step=1m",
          "?by=weather"
        }) {
      http.get(path + query).assertProblem(ErrorCode.INVALID_REQUEST);
    }
    http.get("/v1/functions/nobody/stats").assertProblem(ErrorCode.FUNCTION_NOT_FOUND);
  }

  @Test
  void shouldTellHowManyTookHowLong() throws Exception {
    String name = name("spread");
    create(Sources.python(name, FAILING));
    for (int i = 0; i < 5; i++) {
      call(name, "{}");
    }

    StatsInfo.Series with =
        client.stats(name, new StatsRequest(null, null, null, null, true)).series().get(0);

    assertThat(with.distribution()).isNotEmpty();
    assertThat(with.distribution().stream().mapToLong(StatsInfo.Bar::count).sum()).isEqualTo(5);
    assertThat(with.distribution()).isSortedAccordingTo(comparingDouble(StatsInfo.Bar::ms));
    assertThat(with.distribution().get(0).ms()).isGreaterThan(18);
    assertThat(client.stats(name, StatsRequest.lastHour()).series().get(0).distribution()).isNull();
  }

  @Test
  void shouldPutTheFunctionsOnTopThatHaveTheMost() throws Exception {
    String busy = name("busy");
    String bad = name("bad");
    String quiet = name("quiet");
    for (String name : List.of(busy, bad, quiet)) {
      create(Sources.python(name, FAILING));
    }
    for (int i = 0; i < 3; i++) {
      call(busy, "{}");
    }
    client.invoke(bad, InvokeRequest.json("{\"fail\":true}"));

    List<String> three = List.of(busy, bad, quiet);
    StatsInfo byCalls =
        client.topStats(new TopRequest(three, null, null, "1m", "invocations", null, true));
    StatsInfo worst = client.topStats(new TopRequest(three, null, null, null, "failed", 1, false));

    assertThat(byCalls.series()).extracting(StatsInfo.Series::name).startsWith(null, busy, bad);
    assertThat(byCalls.function()).isNull();
    assertThat(byCalls.series().get(0).total().invocations()).isEqualTo(4);
    assertThat(byCalls.series().get(1).total().invocations()).isEqualTo(3);
    assertThat(byCalls.series().get(1).steps()).hasSizeBetween(60, 61);
    assertThat(worst.series()).extracting(StatsInfo.Series::name).containsExactly(null, bad);
    assertThat(worst.series().get(1).total().failed()).isEqualTo(1);
    assertThat(worst.series().get(1).steps()).isEmpty();
    assertThat(
            client
                .topStats(new TopRequest(List.of(), null, null, null, "name", 10_000, false))
                .series())
        .extracting(StatsInfo.Series::name)
        .contains(busy, bad);
  }

  @Test
  void shouldKeepWhatWaitedAndTheInstancesThereWere() throws Exception {
    String name = name("waits");
    String slow = "import time\ndef handler(event, context):\n    time.sleep(12)\n";
    create(Sources.python(name, slow).withAsync(ONE_AT_A_TIME));
    for (int i = 0; i < 3; i++) {
      client.queue().invoke(name, InvokeRequest.json("{}"));
    }

    Numbers seen =
        Await.value(
            "what waits was looked at",
            () -> client.stats(name, StatsRequest.lastHour()).series().get(0).total(),
            numbers -> numbers.backlog() == 3 && numbers.instances() == 1);

    assertThat(seen.backlogDelayMs()).isPositive();
    StatsInfo all =
        client.topStats(new TopRequest(List.of(name), null, null, null, null, 1, false));
    assertThat(all.series()).hasSize(2);
    assertThat(all.series().get(1).total().backlog()).isEqualTo(3);
  }

  @Test
  void shouldRefuseTopsThatAreNone() throws Exception {
    for (String query :
        new String[] {
          "?sort=beauty",
          "?limit=0",
          "?limit=10001",
          "?limit=101",
          "?steps=maybe",
          "?from=2020-01-01T00:00:00Z",
          "?step=90s"
        }) {
      http.get("/v1/stats" + query).assertProblem(ErrorCode.INVALID_REQUEST);
    }
    assertThat(http.get("/v1/stats?function=nobody").json().path("series")).hasSize(1);
    assertThat(http.get("/v1/stats?limit=101&steps=false").status()).isEqualTo(200);
  }
}
