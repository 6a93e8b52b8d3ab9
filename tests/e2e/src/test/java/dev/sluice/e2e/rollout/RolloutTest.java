package dev.sluice.e2e.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.LiveEvent;
import dev.sluice.api.RolloutInfo;
import dev.sluice.api.RolloutInfo.Decision;
import dev.sluice.api.RolloutSpec;
import dev.sluice.api.RolloutSpec.Judgement;
import dev.sluice.api.RolloutSpec.Step;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.LiveStream;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Parallel;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Rollouts of real functions, under real traffic. */
class RolloutTest extends SharedServerTest {
  static final String GOOD = "def handler(event, context):\n  return 'good'\n";
  static final String BAD =
      """
      import random
      def handler(event, context):
          if random.random() < 0.7:
              raise ValueError('bad')
          return 'lucky'
      """;
  private static final String SLOW =
      """
      import time
      def handler(event, context):
          time.sleep(0.5)
          return 'slow'
      """;
  private static final String LIVE = "live";

  /** Slow machines must not be taken for slow canaries. */
  private static final Judgement LENIENT =
      new Judgement(0.05, 1000.0, null, 60_000, 20, null, "wait");

  private String function(String canary) throws Exception {
    String name = name("rolled");
    create(
        Sources.python(name, GOOD)
            .withAsync(new AsyncSpec(null, 1, null, null, null, null, null, null, null)));
    client.versions().publish(name, null, null);
    client.updateFunction(name, Sources.onlyCode(canary), null);
    client.versions().publish(name, null, null);
    client.versions().setAlias(name, LIVE, new AliasSpec(Map.of("1", 1.0), null), null);
    return name;
  }

  private RolloutInfo start(String function, Step... steps) throws Exception {
    return client.rollouts().start(function, RolloutSpec.of(LIVE, 2, steps).with(LENIENT, 1));
  }

  private Map<String, Double> weights(String function) throws Exception {
    return client.versions().alias(function, LIVE).weights();
  }

  /** Calls the alias from now and then until the rollout stands so. */
  private RolloutInfo underLoad(String function, String id, String... statuses) throws Exception {
    return Await.value(
        "the rollout is " + List.of(statuses),
        () -> {
          Parallel.run(
              2, 20, (thread, step) -> client.invoke(function, InvokeRequest.json("{}").to(LIVE)));
          return client.rollouts().get(function, id);
        },
        now -> List.of(statuses).contains(now.status()));
  }

  private static List<String> actions(RolloutInfo rollout) {
    return rollout.decisions().stream().map(Decision::action).toList();
  }

  @Test
  void shouldPromoteGoodVersionByItself() throws Exception {
    String function = function(GOOD.replace("good", "better"));
    RolloutInfo started = start(function, Step.timed(0.3, 2), Step.timed(0.6, 2));
    assertThat(started.status()).isEqualTo("running");
    assertThat(weights(function)).isEqualTo(Map.of("1", 0.7, "2", 0.3));

    RolloutInfo over = underLoad(function, started.id(), "promoted", "rolled-back", "held");

    assertThat(actions(over)).containsExactly("started", "advanced", "promoted");
    assertThat(over.decisions()).extracting(Decision::by).containsExactly("admin", null, null);
    Decision advanced = over.decisions().get(1);
    assertThat(advanced.numbers().canary().invocations()).isGreaterThanOrEqualTo(20);
    assertThat(advanced.numbers().canary().errors()).isZero();
    assertThat(advanced.numbers().canary().durations()).isNotEmpty();
    assertThat(over.numbers()).isNull();
    assertThat(weights(function)).isEqualTo(Map.of("2", 1.0));
    assertThat(call(function, LIVE, "{}")).isEqualTo("\"better\"");
    assertThat(new Cli(client.connection()).run("rollout", "watch", function))
        .contains("promoted", "100 %");
  }

  @Test
  void shouldRollBackBadVersionByItself() throws Exception {
    String function = function(BAD);
    RolloutInfo started = start(function, Step.timed(0.3, 3600));

    RolloutInfo over = underLoad(function, started.id(), "promoted", "rolled-back", "held");

    assertThat(actions(over)).containsExactly("started", "rolled-back");
    Decision decision = over.decisions().get(1);
    assertThat(decision.by()).isNull();
    assertThat(decision.reason()).isEqualTo("errors");
    assertThat(decision.numbers().errorRateDifference().low()).isGreaterThan(0.05);
    assertThat(decision.text()).contains("failed");
    assertThat(over.endedAt()).isNotNull();
    assertThat(weights(function)).isEqualTo(Map.of("1", 1.0));
  }

  @Test
  void shouldRollBackSlowVersionByItself() throws Exception {
    String function = function(SLOW);
    Judgement medians = new Judgement(null, 2.0, 0.5, 100, 20, null, "wait");
    RolloutSpec spec = RolloutSpec.of(LIVE, 2, Step.timed(0.5, 3600)).with(medians, 1);
    String id = client.rollouts().start(function, spec).id();

    RolloutInfo over = underLoad(function, id, "promoted", "rolled-back", "held");

    assertThat(actions(over)).containsExactly("started", "rolled-back");
    Decision decision = over.decisions().get(1);
    assertThat(decision.by()).isNull();
    assertThat(decision.reason()).isEqualTo("latency");
    assertThat(decision.numbers().canary().errors()).isZero();
    assertThat(weights(function)).isEqualTo(Map.of("1", 1.0));
    assertThat(call(function, LIVE, "{}")).isEqualTo("\"good\"");
  }

  @Test
  void shouldRollBackVersionThatFailsForEventsThatNobodyWaitsFor() throws Exception {
    String function = function(BAD);
    String association = function + "-events";
    client
        .events()
        .create(
            new AssociationSpec(
                association,
                null,
                "type = '" + function + "'",
                List.of(new AssociationSpec.Target(function, LIVE, null)),
                null,
                null,
                null));
    try {
      RolloutInfo started = start(function, Step.timed(0.4, 3600));
      int[] n = new int[1];
      RolloutInfo over =
          Await.value(
              "the rollout is over",
              () -> {
                for (int i = 0; i < 15; i++) {
                  client.queue().invoke(function, InvokeRequest.json("{}").to(LIVE));
                  client
                      .events()
                      .publish(
                          "application/cloudevents+json",
                          ("{\"specversion\":\"1.0\",\"id\":\"e"
                                  + n[0]++
                                  + "\",\"source\":\"/test\",\"type\":\""
                                  + function
                                  + "\",\"data\":{}}")
                              .getBytes(StandardCharsets.UTF_8));
                }
                return client.rollouts().get(function, started.id());
              },
              now -> now.endedAt() != null);

      assertThat(over.status()).isEqualTo("rolled-back");
      assertThat(over.decisions().get(1).reason()).isEqualTo("errors");
      assertThat(weights(function)).isEqualTo(Map.of("1", 1.0));
    } finally {
      client.events().delete(association);
    }
  }

  @Test
  void shouldWaitInManualStepUntilSomebodyPromotes() throws Exception {
    String function = function(GOOD);
    Cli cli = new Cli(client.connection());
    String id =
        cli.run(
                "rollout",
                "start",
                function,
                LIVE,
                "2",
                "--step",
                "20%:manual",
                "--step",
                "50%:manual",
                "--check-seconds",
                "1")
            .strip();
    assertThat(client.rollouts().get(function, id).status()).isEqualTo("waiting");

    assertThat(cli.run("rollout", "promote", function)).contains("50 %");
    assertThat(weights(function)).isEqualTo(Map.of("1", 0.5, "2", 0.5));
    assertThat(cli.run("rollout", "get", function)).contains("waiting", "advanced", "admin");
    assertThat(cli.run("rollout", "list", function)).contains(id);
    assertThat(cli.run("rollout", "promote", function, id)).contains("is promoted");

    assertThat(weights(function)).isEqualTo(Map.of("2", 1.0));
    assertThat(actions(client.rollouts().get(function, id)))
        .containsExactly("started", "advanced", "promoted");
    Refused.with(ErrorCode.ROLLOUT_OVER, () -> client.rollouts().promote(function, id, false));
  }

  @Test
  void shouldHoldGoOnAndRollBackAsAsked() throws Exception {
    String function = function(GOOD);
    String id = start(function, Step.timed(0.1, 3600), Step.timed(0.2, 3600)).id();

    assertThat(client.rollouts().hold(function, id).status()).isEqualTo("held");
    assertThat(client.rollouts().hold(function, id).decisions()).hasSize(2);
    assertThat(client.rollouts().resume(function, id).status()).isEqualTo("running");
    assertThat(client.rollouts().promote(function, id, false).step()).isEqualTo(2);
    RolloutInfo over = client.rollouts().rollBack(function, id);

    assertThat(actions(over))
        .containsExactly("started", "held", "resumed", "advanced", "rolled-back");
    assertThat(over.decisions()).extracting(Decision::by).containsOnly("admin");
    assertThat(weights(function)).isEqualTo(Map.of("1", 1.0));
  }

  @Test
  void shouldHoldAtTheEndOfAStepWithoutTraffic() throws Exception {
    String function = function(GOOD);
    RolloutSpec spec =
        RolloutSpec.of(LIVE, 2, Step.timed(0.5, 1))
            .with(new Judgement(null, null, null, null, null, null, "hold"), 1);
    String id = client.rollouts().start(function, spec).id();

    RolloutInfo held =
        Await.value(
            "it is held",
            () -> client.rollouts().get(function, id),
            now -> now.status().equals("held"));

    assertThat(held.decisions().get(1).reason()).isEqualTo("too-few-samples");
    assertThat(weights(function)).isEqualTo(Map.of("1", 0.5, "2", 0.5));
    client.rollouts().rollBack(function, id);
  }

  @Test
  void shouldLetNobodyElseChangeTheAlias() throws Exception {
    String function = function(GOOD);
    String id = start(function, Step.manual(0.1)).id();

    AliasSpec other = new AliasSpec(Map.of("2", 1.0), null);
    Refused.with(
        ErrorCode.ROLLOUT_ACTIVE, () -> client.versions().setAlias(function, LIVE, other, null));
    Refused.with(
        ErrorCode.ROLLOUT_ACTIVE, () -> client.versions().deleteAlias(function, LIVE, null));
    Refused.with(ErrorCode.ROLLOUT_ACTIVE, () -> start(function, Step.manual(0.2)));
    Refused.with(ErrorCode.VERSION_IN_USE, () -> client.versions().delete(function, 2));

    client.rollouts().rollBack(function, id);
    assertThat(client.versions().setAlias(function, LIVE, other, null).weights())
        .isEqualTo(Map.of("2", 1.0));
  }

  @Test
  void shouldGoWithItsFunction() throws Exception {
    String function = function(GOOD);
    String id = start(function, Step.manual(0.1)).id();

    client.deleteFunction(function, null);

    Refused.with(ErrorCode.FUNCTION_NOT_FOUND, () -> client.rollouts().get(function, id));
    create(Sources.python(function, GOOD));
    assertThat(client.rollouts().list(function, null, null).items()).isEmpty();
    Refused.with(ErrorCode.ROLLOUT_NOT_FOUND, () -> client.rollouts().get(function, id));
  }

  @Test
  void shouldRefuseWhatCannotBeMeant() throws Exception {
    String function = function(GOOD);
    client
        .versions()
        .setAlias(function, "both", new AliasSpec(Map.of("1", 0.5, "2", 0.5), null), null);

    refuse(function, "{}", ErrorCode.INVALID_NAME);
    refuse(function, "{\"alias\":\"live\",\"canary\":2}", ErrorCode.INVALID_ROLLOUT);
    refuse(function, "{\"alias\":\"live\",\"steps\":[]}", ErrorCode.INVALID_ROLLOUT);
    refuse(function, "{\"alias\":\"live\",\"unknown\":2}", ErrorCode.INVALID_REQUEST);
    String steps = ",\"steps\":[{\"weight\":0.5,\"manual\":true}]}";
    refuse(function, "{\"alias\":\"live\",\"canary\":1" + steps, ErrorCode.INVALID_ROLLOUT);
    refuse(function, "{\"alias\":\"live\",\"canary\":7" + steps, ErrorCode.VERSION_NOT_FOUND);
    refuse(function, "{\"alias\":\"none\",\"canary\":2" + steps, ErrorCode.ALIAS_NOT_FOUND);
    refuse(function, "{\"alias\":\"both\",\"canary\":2" + steps, ErrorCode.INVALID_ROLLOUT);
    assertThat(client.rollouts().list(function, null, null).items()).isEmpty();
    assertThat(weights(function)).isEqualTo(Map.of("1", 1.0));
  }

  private void refuse(String function, String body, ErrorCode code) throws Exception {
    http.post("/v1/functions/" + function + "/rollouts", body).assertProblem(code);
  }

  @Test
  void shouldShowLiveWhatIsDecided() throws Exception {
    String function = function(GOOD);
    List<LiveEvent> events = new CopyOnWriteArrayList<>();
    CountDownLatch opened = new CountDownLatch(1);
    try (LiveStream stream = new LiveStream()) {
      var following =
          Parallel.start(
              () -> {
                client.stream(Set.of("rollouts"), function, stream, opened::countDown, events::add);
                return null;
              });
      assertThat(opened.await(30, TimeUnit.SECONDS)).isTrue();
      String id = start(function, Step.manual(0.1)).id();
      Await.until(
          "the server has looked",
          () -> events.stream().anyMatch(event -> event.action().equals("checked")));
      client.rollouts().rollBack(function, id);
      Await.until(
          "the end is told",
          () -> events.stream().anyMatch(event -> event.action().equals("rolled-back")));

      assertThat(events.get(0).action()).isEqualTo("started");
      assertThat(events)
          .allSatisfy(
              event -> {
                assertThat(event.topic()).isEqualTo("rollouts");
                assertThat(event.rollout().id()).isEqualTo(id);
              });
      stream.close();
      following.get(30, TimeUnit.SECONDS);
    }
  }
}
