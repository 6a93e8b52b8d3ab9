package dev.sluice.e2e.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.AliasSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.RoutingKey;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.e2e.harness.Parallel;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Aliases and their weights. */
class AliasTest extends SharedServerTest {
  private static final int CALLS = 2_000;

  /** Chance makes a right draw fail once in some 1.7 million runs. */
  private static final double SIGMAS = 5;

  @Test
  void shouldDrawVersionsByTheirWeights() throws Exception {
    String name = name("canary");
    publish(name, 3);
    Map<String, Double> weights = Map.of("1", 0.7, "2", 0.25, "3", 0.05);
    client.versions().setAlias(name, "live", new AliasSpec(weights, "three"), null);
    Map<String, AtomicInteger> served = new ConcurrentHashMap<>();
    Parallel.run(
        4,
        CALLS / 4,
        (thread, i) -> {
          InvokeResult result = client.invoke(name, InvokeRequest.json("{}").to("live"));
          assertThat(result.problem()).isNull();
          assertThat(result.text()).isEqualTo("\"version " + result.version() + "\"");
          served.computeIfAbsent(result.version(), v -> new AtomicInteger()).incrementAndGet();
        });
    weights.forEach(
        (version, share) -> {
          double expected = CALLS * share;
          double bound = SIGMAS * Math.sqrt(CALLS * share * (1 - share));
          int count = served.getOrDefault(version, new AtomicInteger()).get();
          assertThat((double) count)
              .as(
                  "version %s of %d calls, %.0f expected, bound %.0f",
                  version, CALLS, expected, bound)
              .isBetween(expected - bound, expected + bound);
        });
    assertThat(served.values().stream().mapToInt(AtomicInteger::get).sum()).isEqualTo(CALLS);
  }

  @Test
  void shouldTakeEffectAtOnceWhenAnAliasIsPointedElsewhere() throws Exception {
    String name = name("repointed");
    publish(name, 2);
    for (int round = 0; round < 10; round++) {
      for (String version : new String[] {"1", "2"}) {
        client.versions().setAlias(name, "live", new AliasSpec(Map.of(version, 1.0), null), null);
        for (int i = 0; i < 5; i++) {
          InvokeResult result = client.invoke(name, InvokeRequest.json("{}").to("live"));
          assertThat(result.version()).isEqualTo(version);
          assertThat(result.text()).isEqualTo("\"version " + version + "\"");
        }
      }
    }
    InvocationInfo record =
        client.invocation(client.invoke(name, InvokeRequest.json("{}").to("live")).invocation());
    assertThat(record.qualifier()).isEqualTo("live");
    assertThat(record.version()).isEqualTo("2");
  }

  @Test
  void shouldKeepCallersOnTheirVersionByHeaderAndByPlaceInTheEvent() throws Exception {
    String name = name("sticky");
    publish(name, 2);
    Map<String, Double> half = Map.of("1", 0.5, "2", 0.5);
    for (RoutingKey key :
        new RoutingKey[] {new RoutingKey("X-User", null), new RoutingKey(null, "$.user.ids[0]")}) {
      client.versions().setAlias(name, "live", new AliasSpec(half, key, null), null);
      Set<String> versions = new HashSet<>();
      for (int user = 0; user < 40; user++) {
        InvokeRequest call =
            InvokeRequest.json("{\"user\":{\"ids\":[\"u%d\"]}}".formatted(user))
                .to("live")
                .with(Map.of("x-user", "u" + user));
        String version = client.invoke(name, call).version();
        for (int again = 0; again < 3; again++) {
          assertThat(client.invoke(name, call).version()).isEqualTo(version);
        }
        versions.add(version);
      }
      // All 40 on one side: once in 5 * 10^11 runs.
      assertThat(versions).containsExactlyInAnyOrder("1", "2");
    }
    String told =
        client.invoke(name, InvokeRequest.json("{\"user\":{\"ids\":[1]}}").to("live")).invocation();
    String drawn = client.invoke(name, InvokeRequest.json("{}").to("live")).invocation();
    assertThat(client.invocation(told).routedBy()).isEqualTo("routing-key");
    assertThat(client.invocation(drawn).routedBy()).isEqualTo("weight");
  }

  @Test
  void shouldLoseNoCallWhileAnAliasIsRepointedUnderLoad() throws Exception {
    String name = name("moving");
    publish(name, 2);
    AliasSpec one = new AliasSpec(Map.of("1", 1.0), null);
    AliasSpec two = new AliasSpec(Map.of("2", 1.0), null);
    client.versions().setAlias(name, "live", one, null);
    AtomicInteger late = new AtomicInteger();
    Parallel.run(
        4,
        150,
        (thread, i) -> {
          if (thread == 0) {
            AliasSpec to = i % 2 == 0 ? two : one;
            client.versions().setAlias(name, "live", to, null);
            // What begins after the answer goes to the new version, at once.
            InvokeResult after = client.invoke(name, InvokeRequest.json("{}").to("live"));
            assertThat(after.problem()).isNull();
            late.addAndGet(to.weights().containsKey(after.version()) ? 0 : 1);
          } else {
            InvokeResult result = client.invoke(name, InvokeRequest.json("{}").to("live"));
            assertThat(result.problem()).isNull();
            assertThat(result.text()).isEqualTo("\"version " + result.version() + "\"");
          }
        });
    assertThat(late).hasValue(0);
  }

  @Test
  void shouldSetReadListAndDeleteAliases() throws Exception {
    String name = name("aliases");
    publish(name, 4);
    Map<String, Double> four = Map.of("1", 0.25, "2", 0.25, "3", 0.25, "4", 0.25);
    AliasInfo live =
        client.versions().setAlias(name, "live", new AliasSpec(four, "all four"), null);
    assertThat(live.weights()).isEqualTo(four);
    assertThat(live.description()).isEqualTo("all four");
    assertThat(live.revision()).isEqualTo(1);
    assertThat(client.versions().alias(name, "live")).isEqualTo(live);
    client.versions().setAlias(name, "beta", new AliasSpec(Map.of("4", 1.0), null), null);
    assertThat(client.versions().aliases(name))
        .extracting(AliasInfo::name)
        .containsExactly("beta", "live");
    AliasInfo moved =
        client.versions().setAlias(name, "live", new AliasSpec(Map.of("3", 1.0), null), 1L);
    assertThat(moved.revision()).isEqualTo(2);
    assertThat(moved.createdAt()).isEqualTo(live.createdAt());
    client.versions().deleteAlias(name, "live", 2L);
    Refused.with(ErrorCode.ALIAS_NOT_FOUND, () -> client.versions().alias(name, "live"));
    Refused.with(ErrorCode.ALIAS_NOT_FOUND, () -> call(name, "live", "{}"));
    assertThat(call(name, "beta", "{}")).isEqualTo("\"version 4\"");
  }

  /** Publishes versions that answer with their own number. */
  private void publish(String name, int count) throws Exception {
    create(Sources.node(name, "exports.handler = async () => 'version 1';"));
    for (int i = 1; i <= count; i++) {
      client.updateFunction(
          name, Sources.onlyCode("exports.handler = async () => 'version " + i + "';"), null);
      assertThat(client.versions().publish(name, null, null).version()).isEqualTo(i);
    }
  }
}
