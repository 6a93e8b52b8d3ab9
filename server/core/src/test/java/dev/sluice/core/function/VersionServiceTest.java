package dev.sluice.core.function;

import static dev.sluice.core.fake.Refused.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.RoutingKey;
import dev.sluice.core.fake.TestCore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VersionServiceTest {
  private final TestCore core = new TestCore();
  private final VersionService versions = core.versions;

  @BeforeEach
  void create() {
    core.functions.create("default", TestCore.spec("f"));
  }

  @AfterEach
  void close() {
    core.close();
  }

  @Test
  void shouldKeepPublishedVersionWhenLatestChanges() {
    VersionRecord one = versions.publish("default", "f", "first", null);
    core.functions.putCode("default", "f", CodeSource.ofInline("other"), null);
    VersionRecord two = versions.publish("default", "f", null, null);

    assertThat(one.version()).isEqualTo(1);
    assertThat(two.version()).isEqualTo(2);
    assertThat(versions.get("default", "f", 1)).isEqualTo(one);
    assertThat(two.definition().code()).isNotEqualTo(one.definition().code());
  }

  @Test
  void shouldNeverUseANumberTwice() {
    versions.publish("default", "f", null, null);
    versions.publish("default", "f", null, null);
    versions.delete("default", "f", 2);

    assertThat(versions.publish("default", "f", null, null).version()).isEqualTo(3);
  }

  @Test
  void shouldRefuseToPublishFromStaleRevision() {
    refuses(ErrorCode.PRECONDITION_FAILED, () -> versions.publish("default", "f", null, 7L));
    assertThat(versions.list("default", "f", null, 10)).isEmpty();
  }

  @Test
  void shouldRefuseToDeleteVersionThatAnAliasUses() {
    versions.publish("default", "f", null, null);
    versions.setAlias("default", "f", "live", weights(Map.of("1", 1.0)), null);

    refuses(ErrorCode.VERSION_IN_USE, () -> versions.delete("default", "f", 1));
    versions.deleteAlias("default", "f", "live", null);
    versions.delete("default", "f", 1);
    refuses(ErrorCode.VERSION_NOT_FOUND, () -> versions.get("default", "f", 1));
  }

  @Test
  void shouldRefuseBadWeights() {
    versions.publish("default", "f", null, null);
    versions.publish("default", "f", null, null);
    Map<String, Double> withNull = new HashMap<>();
    withNull.put("1", null);

    for (Map<String, Double> bad :
        java.util.Arrays.<Map<String, Double>>asList(
            null,
            Map.of(),
            withNull,
            Map.of("1", 0.5),
            Map.of("1", 0.5, "2", 0.6),
            Map.of("1", 0.5, "2", 0.499),
            Map.of("1", 1.5, "2", -0.5),
            Map.of("1", 1.0, "2", 0.0),
            Map.of("1", Double.NaN),
            Map.of("latest", 1.0),
            Map.of("0", 1.0),
            Map.of("3", 1.0),
            Map.of("99999999999999", 1.0))) {
      refuses(
          ErrorCode.INVALID_WEIGHTS,
          () -> versions.setAlias("default", "f", "live", weights(bad), null));
    }
    assertThat(versions.aliases("default", "f")).isEmpty();
  }

  @Test
  void shouldRefuseAliasThatLooksLikeVersionOrLatest() {
    versions.publish("default", "f", null, null);

    for (String name : new String[] {"latest", "1", "1a", ""}) {
      refuses(
          ErrorCode.INVALID_NAME,
          () -> versions.setAlias("default", "f", name, weights(Map.of("1", 1.0)), null));
    }
  }

  @Test
  void shouldRefuseStaleAliasRevision() {
    versions.publish("default", "f", null, null);
    AliasSpec all = weights(Map.of("1", 1.0));
    refuses(
        ErrorCode.PRECONDITION_FAILED, () -> versions.setAlias("default", "f", "live", all, 1L));
    versions.setAlias("default", "f", "live", all, null);
    assertThat(versions.setAlias("default", "f", "live", all, 1L).revision()).isEqualTo(2);
    refuses(ErrorCode.PRECONDITION_FAILED, () -> versions.deleteAlias("default", "f", "live", 1L));
  }

  @Test
  void shouldPickEveryVersionAsOftenAsItsWeightSays() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    TreeMap<Integer, Double> weights = new TreeMap<>(Map.of(1, 0.1, 2, 0.2, 5, 0.7));
    Map<Integer, Integer> counts = new HashMap<>();
    int draws = 100_000;
    for (int i = 0; i < draws; i++) {
      counts.merge(Weights.pick(weights, random.nextDouble()), 1, Integer::sum);
    }
    weights.forEach(
        (version, share) ->
            assertThat((double) counts.get(version))
                .as("version %s, seed %s", version, seed)
                .isBetween(
                    draws * share - 5 * Math.sqrt(draws * share * (1 - share)),
                    draws * share + 5 * Math.sqrt(draws * share * (1 - share))));
    assertThat(Weights.pick(weights, Math.nextDown(1.0))).isEqualTo(5);
  }

  private static AliasSpec weights(Map<String, Double> weights) {
    return new AliasSpec(weights, null);
  }

  @Test
  void shouldMakeAnOldVersionLatestAgainWithAllOfItsDefinition() {
    VersionRecord one = versions.publish("default", "f", null, null);
    core.functions.update("default", "f", TestCore.spec("f").with(0.5, null, 1, 3), null);
    core.functions.putCode("default", "f", CodeSource.ofInline("other"), null);

    FunctionRecord forked = core.functions.fork("default", "f", 1, null);

    assertThat(forked.definition()).isEqualTo(one.definition());
    assertThat(versions.publish("default", "f", null, null).version()).isEqualTo(2);
    refuses(ErrorCode.VERSION_NOT_FOUND, () -> core.functions.fork("default", "f", 7, null));
    refuses(ErrorCode.PRECONDITION_FAILED, () -> core.functions.fork("default", "f", 1, 1L));
  }

  @Test
  void shouldKeepRoutingKeyUntilItIsTakenAway() {
    versions.publish("default", "f", null, null);
    Map<String, Double> all = Map.of("1", 1.0);
    RoutingKey header = new RoutingKey("X-User", null);

    AliasRecord set =
        versions.setAlias("default", "f", "live", new AliasSpec(all, header, null), null);
    AliasRecord moved = versions.setAlias("default", "f", "live", new AliasSpec(all, null), null);
    AliasRecord without =
        versions.setAlias(
            "default", "f", "live", new AliasSpec(all, new RoutingKey(null, null), null), null);

    assertThat(set.routing()).isEqualTo(new RoutingRule(RoutingRule.Kind.HEADER, "X-User"));
    assertThat(moved.routing()).isEqualTo(set.routing());
    assertThat(without.routing()).isNull();
  }

  @Test
  void shouldRefuseRoutingKeysThatAreNone() {
    versions.publish("default", "f", null, null);
    Map<String, Double> all = Map.of("1", 1.0);
    for (RoutingKey bad :
        List.of(
            new RoutingKey("X-User", "$.user"),
            new RoutingKey("X User", null),
            new RoutingKey("", null),
            new RoutingKey(null, "user"),
            new RoutingKey(null, "$"),
            new RoutingKey(null, "$."),
            new RoutingKey(null, "$..user"),
            new RoutingKey(null, "$.users[*]"),
            new RoutingKey(null, "$.users[01]"),
            new RoutingKey(null, "$.a b"))) {
      refuses(
          ErrorCode.INVALID_ROUTING_KEY,
          () -> versions.setAlias("default", "f", "live", new AliasSpec(all, bad, null), null));
    }
  }
}
