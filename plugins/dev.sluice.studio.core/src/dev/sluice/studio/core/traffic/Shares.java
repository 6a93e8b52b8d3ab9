package dev.sluice.studio.core.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shares of the traffic in whole percent, which always sum to 100: what one version gets more, the
 * others get less, in proportion to what they have. Immutable.
 *
 * @param percent version to share, of all versions that can be given one
 */
public record Shares(Map<Integer, Integer> percent) {
  private static final int WHOLE = 100;

  public Shares {
    percent = java.util.Collections.unmodifiableMap(new TreeMap<>(percent));
  }

  /**
   * The shares of an alias.
   *
   * @param weights version number to weight, summing to 1
   * @param versions all versions that there are; those without a weight have nothing
   */
  static Shares of(Map<String, Double> weights, List<Integer> versions) {
    Map<Integer, Double> exact = new TreeMap<>();
    versions.forEach(version -> exact.put(version, 0.0));
    weights.forEach((version, weight) -> exact.put(Integer.valueOf(version), weight * WHOLE));
    return new Shares(rounded(exact, WHOLE));
  }

  /** Gives a version this share, from 0 to 100, and the others the rest. */
  public Shares with(int version, int share) {
    int wanted = Math.max(0, Math.min(WHOLE, share));
    Map<Integer, Double> others = new TreeMap<>();
    double sum = 0;
    for (Map.Entry<Integer, Integer> entry : percent.entrySet()) {
      if (entry.getKey() != version) {
        others.put(entry.getKey(), (double) entry.getValue());
        sum += entry.getValue();
      }
    }
    if (others.isEmpty()) {
      return this;
    }
    int rest = WHOLE - wanted;
    double all = sum;
    if (all == 0) {
      // Nobody else has anything: the newest of the others gets the rest.
      int newest = others.keySet().stream().max(Comparator.naturalOrder()).orElseThrow();
      others.put(newest, 1.0);
      all = 1;
    }
    double factor = rest / all;
    others.replaceAll((key, value) -> value * factor);
    Map<Integer, Integer> made = rounded(others, rest);
    made.put(version, wanted);
    return new Shares(made);
  }

  /** The same as weights of the API, without versions that get nothing. */
  Map<String, Double> weights() {
    Map<String, Double> weights = new HashMap<>();
    percent.forEach(
        (version, share) -> {
          if (share > 0) {
            weights.put(Integer.toString(version), share / (double) WHOLE);
          }
        });
    return weights;
  }

  /** In words: {@code v1 90 %, v2 10 %}. */
  public String words() {
    List<String> words = new ArrayList<>();
    percent.forEach(
        (version, share) -> {
          if (share > 0) {
            words.add("v" + version + " " + share + " %");
          }
        });
    return String.join(", ", words);
  }

  /** Whole numbers near these which sum to the whole: the largest remainders are rounded up. */
  private static Map<Integer, Integer> rounded(Map<Integer, Double> exact, int whole) {
    Map<Integer, Integer> made = new TreeMap<>();
    int sum = 0;
    for (Map.Entry<Integer, Double> entry : exact.entrySet()) {
      int down = (int) Math.floor(entry.getValue() + 1e-9);
      made.put(entry.getKey(), down);
      sum += down;
    }
    List<Integer> byRemainder = new ArrayList<>(exact.keySet());
    byRemainder.sort(
        Comparator.comparingDouble(
            (Integer version) -> made.getOrDefault(version, 0) - exact.getOrDefault(version, 0.0)));
    for (int i = 0; sum < whole && i < byRemainder.size(); i++, sum++) {
      made.merge(byRemainder.get(i), 1, Integer::sum);
    }
    return made;
  }
}
