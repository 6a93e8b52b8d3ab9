package dev.sluice.manifest;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.AliasSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.RoutingKey;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.Change.Action;
import dev.sluice.manifest.yaml.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans the aliases of a function. Those that the manifest does not name stay. */
final class AliasPlanner {
  private final SluiceClient client;
  private final Problems problems;

  AliasPlanner(SluiceClient client, Problems problems) {
    this.client = client;
    this.problems = problems;
  }

  /**
   * Their steps.
   *
   * @param exists whether the function is there now
   * @param newest its newest version, or null
   * @param next the version that is published before, or null
   */
  List<Step> plan(
      FunctionEntry function, boolean exists, @Nullable Integer newest, @Nullable Integer next)
      throws IOException {
    List<Step> steps = new ArrayList<>();
    if (function.aliases().isEmpty()) {
      return steps;
    }
    Map<String, AliasInfo> there = new HashMap<>();
    if (exists) {
      client.versions().aliases(function.name()).forEach(alias -> there.put(alias.name(), alias));
    }
    for (AliasEntry entry : function.aliases()) {
      Map<String, Double> weights = new TreeMap<>();
      boolean whole = true;
      for (Map.Entry<String, Double> share : entry.weights().entrySet()) {
        Integer version = version(share.getKey(), newest, next);
        if (version == null || !isThere(function.name(), version, newest, next)) {
          whole = false;
          missing(function, entry, share.getKey());
        } else {
          weights.merge(version.toString(), share.getValue(), Double::sum);
        }
      }
      if (whole) {
        steps.add(step(function.name(), entry, weights, there.get(entry.name())));
      }
    }
    return steps;
  }

  private static @Nullable Integer version(
      String key, @Nullable Integer newest, @Nullable Integer next) {
    if (!key.equals(AliasEntry.LATEST)) {
      return Integer.valueOf(key);
    }
    return next == null ? newest : next;
  }

  private boolean isThere(
      String function, Integer version, @Nullable Integer newest, @Nullable Integer next)
      throws IOException {
    if (version.equals(next) || version.equals(newest)) {
      return true;
    }
    if (newest == null || version > newest) {
      return false;
    }
    try {
      client.versions().get(function, version);
      return true;
    } catch (SluiceApiException e) {
      if (e.is(ErrorCode.VERSION_NOT_FOUND)) {
        return false;
      }
      throw e;
    }
  }

  private void missing(FunctionEntry function, AliasEntry entry, String version) {
    boolean latest = version.equals(AliasEntry.LATEST);
    problems.add(
        entry.place(),
        "the alias '"
            + entry.name()
            + "' of '"
            + function.name()
            + (latest
                ? "' has no version to stand for yet; give the function 'publish: true'"
                : "' names version "
                    + version
                    + ", which does not exist; name another one, or"
                    + " 'latest'"));
  }

  private static Step step(
      String function, AliasEntry entry, Map<String, Double> weights, @Nullable AliasInfo before) {
    AliasSpec spec = new AliasSpec(weights, given(entry.routingKey()), entry.description());
    if (before == null) {
      Change change = Change.of(Action.create, "alias", entry.name(), words(weights));
      return new AliasStep(change.in(function), function, spec, null);
    }
    List<Difference> differences = new ArrayList<>();
    if (!isSame(before.weights(), weights)) {
      differences.add(new Difference("weights", words(before.weights()), words(weights)));
    }
    if (!given(before.routingKey()).equals(given(entry.routingKey()))) {
      differences.add(
          new Difference("routingKey", words(before.routingKey()), words(entry.routingKey())));
    }
    if (!before.description().equals(entry.description())) {
      differences.add(new Difference("description", before.description(), entry.description()));
    }
    Change change = Change.of("alias", entry.name(), differences).in(function);
    return differences.isEmpty()
        ? new Step.Nothing(change)
        : new AliasStep(change, function, spec, before.revision());
  }

  /** None at all would leave the key that is there. */
  private static RoutingKey given(@Nullable RoutingKey key) {
    return Objects.requireNonNullElse(key, new RoutingKey(null, null));
  }

  private static @Nullable String words(@Nullable RoutingKey key) {
    if (key == null) {
      return null;
    }
    return key.header() == null ? key.jsonPath() : "header " + key.header();
  }

  static boolean isSame(Map<String, Double> some, Map<String, Double> others) {
    return some.keySet().equals(others.keySet())
        && some.entrySet().stream()
            .allMatch(
                share ->
                    Math.abs(share.getValue() - others.getOrDefault(share.getKey(), -1.0))
                        <= AliasEntry.TOLERANCE);
  }

  static String words(Map<String, Double> weights) {
    return new TreeMap<>(weights)
        .entrySet().stream()
            .map(share -> share.getKey() + " (" + Amounts.percent(share.getValue()) + ")")
            .collect(Collectors.joining(", ", weights.size() == 1 ? "version " : "versions ", ""));
  }
}
