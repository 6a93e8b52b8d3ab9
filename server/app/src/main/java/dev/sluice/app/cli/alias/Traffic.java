package dev.sluice.app.cli.alias;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.RoutingKey;
import dev.sluice.app.cli.text.Words;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shares of the traffic, as people write and read them. */
public final class Traffic {
  private Traffic() {}

  /**
   * Reads shares: {@code 1=0.9}, {@code 2=10%}, or one version alone for all of it. Whether they
   * sum to 1 is for the server to say.
   *
   * @throws IllegalArgumentException for what is no share; the message is for people
   */
  public static Map<String, Double> parse(List<String> shares) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (String share : shares) {
      int equals = share.indexOf('=');
      if (equals < 0 && shares.size() > 1) {
        throw new IllegalArgumentException(
            "with several versions each needs its share, like " + share + "=0.5");
      }
      String version = equals < 0 ? share : share.substring(0, equals);
      double weight = equals < 0 ? 1 : weight(share, share.substring(equals + 1));
      if (weights.put(version, weight) != null) {
        throw new IllegalArgumentException("version " + version + " is named twice");
      }
    }
    return weights;
  }

  private static double weight(String share, String text) {
    boolean percent = text.endsWith("%");
    String number = percent ? text.substring(0, text.length() - 1).strip() : text;
    try {
      double value = Double.parseDouble(number);
      return percent ? value / 100 : value;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + share + "' is no share: give one like 1=0.9 or 1=90%", e);
    }
  }

  /** {@code 1 (90 %), 2 (10 %)}; one version alone without its share. */
  public static String words(AliasInfo alias) {
    if (alias.weights().size() == 1) {
      return words(alias.weights());
    }
    RoutingKey key = alias.routingKey();
    String by =
        key == null
            ? ""
            : key.header() != null ? ", by header " + key.header() : ", by " + key.jsonPath();
    return words(alias.weights()) + by;
  }

  /** The same of weights alone. */
  public static String words(Map<String, Double> weights) {
    if (weights.size() == 1) {
      return "version " + weights.keySet().iterator().next();
    }
    return weights.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Double> e) -> e.getKey().length())
                .thenComparing(Map.Entry::getKey))
        .map(weight -> weight.getKey() + " (" + Words.percent(weight.getValue()) + ")")
        .collect(Collectors.joining(", ", "versions ", ""));
  }
}
