package dev.sluice.studio.core.version;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shares of versions as people write and read them: {@code 3}, or {@code 1=90%, 2=10%}. */
public final class SharesText {
  private static final Pattern SHARE =
      Pattern.compile("v?(\\d{1,9})(?:\\s*[=: ]\\s*(\\d{1,3}(?:\\.\\d{1,6})?)\\s*%?)?");
  private static final double NEAR = 1e-6;

  private SharesText() {}

  /**
   * Version number to share.
   *
   * @param versions those that there are
   * @throws IllegalArgumentException for what is wrong, as a sentence for people
   */
  public static Map<String, Double> parse(String text, List<Integer> versions) {
    Map<String, Double> weights = parse(text);
    for (String version : weights.keySet()) {
      if (!versions.contains(Integer.valueOf(version))) {
        throw new IllegalArgumentException("There is no version " + version + ".");
      }
    }
    return weights;
  }

  /**
   * As {@link #parse(String, List)}, where it is not known which versions there are.
   *
   * @throws IllegalArgumentException for what is wrong, as a sentence for people
   */
  public static Map<String, Double> parse(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("Give a version, like 3, or shares, like 1=90%, 2=10%.");
    }
    String[] parts = text.strip().split("\\s*[,;]\\s*");
    Map<String, Double> weights = new LinkedHashMap<>();
    double sum = 0;
    for (String part : parts) {
      Matcher share = SHARE.matcher(part);
      if (!share.matches()) {
        throw new IllegalArgumentException("'" + part + "' is no share: give one like 1=90%.");
      }
      if (share.group(2) == null && parts.length > 1) {
        throw new IllegalArgumentException(
            "Version " + share.group(1) + " needs its share, like " + share.group(1) + "=50%.");
      }
      String version = Integer.toString(Integer.parseInt(share.group(1)));
      double percent = share.group(2) == null ? 100 : Double.parseDouble(share.group(2));
      if (percent <= 0) {
        throw new IllegalArgumentException("Leave version " + version + " out to give it nothing.");
      }
      if (weights.put(version, percent / 100) != null) {
        throw new IllegalArgumentException("Version " + version + " is there twice.");
      }
      sum += percent;
    }
    if (Math.abs(sum - 100) > NEAR) {
      throw new IllegalArgumentException("The shares sum to " + plain(sum) + " %, not to 100 %.");
    }
    return weights;
  }

  /** What {@link #parse} reads as the same. */
  public static String editable(Map<String, Double> weights) {
    if (weights.size() == 1) {
      return weights.keySet().iterator().next();
    }
    return sorted(weights, each -> each.getKey() + "=" + plain(each.getValue() * 100) + "%");
  }

  /** For reading: {@code v3}, or {@code 90 % v1, 10 % v2}. */
  public static String words(Map<String, Double> weights) {
    if (weights.size() == 1) {
      return "v" + weights.keySet().iterator().next();
    }
    return sorted(weights, each -> plain(each.getValue() * 100) + " % v" + each.getKey());
  }

  private static String sorted(
      Map<String, Double> weights,
      java.util.function.Function<Map.Entry<String, Double>, String> words) {
    return weights.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .map(words)
        .collect(Collectors.joining(", "));
  }

  /** A percentage without a needless fraction. */
  static String plain(double percent) {
    double rounded = Math.round(percent * 10_000) / 10_000.0;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }
}
