package dev.sluice.core.function;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.Digests;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Traffic weights: their form, and the draw. */
public final class Weights {
  /** What binary fractions of decimal shares may be off. */
  private static final double TOLERANCE = 1e-6;

  /** As many bits as a number below 1 has. */
  private static final int DOUBLE_BITS = 53;

  private static final double DOUBLE_STEP = 0x1p-53;

  private static final String HINT = "Give shares that sum to 1, like {\"1\": 0.9, \"2\": 0.1}.";

  private Weights() {}

  /**
   * Checks weights.
   *
   * @throws SluiceException {@code INVALID_WEIGHTS}
   */
  public static SortedMap<Integer, Double> parse(@Nullable Map<String, Double> weights) {
    if (weights == null || weights.isEmpty()) {
      throw invalid("The alias has no weights.");
    }
    SortedMap<Integer, Double> parsed = new TreeMap<>();
    double sum = 0;
    for (Map.Entry<String, Double> weight : weights.entrySet()) {
      Integer version = Qualifiers.number(weight.getKey());
      if (version == null) {
        throw invalid("'" + Text.shorten(weight.getKey(), 80) + "' is not a version's number.");
      }
      Double share = weight.getValue();
      if (share == null || !(share > 0) || share > 1 + TOLERANCE) {
        throw invalid("The share of version " + version + " is " + share + ".");
      }
      if (parsed.put(version, share) != null) {
        throw invalid("Version " + version + " is named twice.");
      }
      sum += share;
    }
    if (Math.abs(sum - 1) > TOLERANCE) {
      throw invalid("The weights sum to " + Math.round(sum * 1e6) / 1e6 + ".");
    }
    return parsed;
  }

  /**
   * The version that a number falls to.
   *
   * @param point drawn evenly from 0 (inclusive) to 1 (exclusive)
   */
  public static int pick(SortedMap<Integer, Double> weights, double point) {
    double upTo = 0;
    for (Map.Entry<Integer, Double> weight : weights.entrySet()) {
      upTo += weight.getValue();
      if (point < upTo) {
        return weight.getKey();
      }
    }
    return weights.lastKey();
  }

  /** The point that stands for a routing key's value, whatever the weights are. */
  public static double point(String functionId, String alias, String value) {
    MessageDigest digest = Digests.sha256();
    digest.update((functionId + "/" + alias + "/").getBytes(StandardCharsets.UTF_8));
    byte[] hash = digest.digest(value.getBytes(StandardCharsets.UTF_8));
    return (ByteBuffer.wrap(hash).getLong() >>> (Long.SIZE - DOUBLE_BITS)) * DOUBLE_STEP;
  }

  /** Says to which versions an alias leads now. */
  public static String sentence(String alias, SortedMap<Integer, Double> weights) {
    DecimalFormat percent =
        new DecimalFormat("0.## '%'", DecimalFormatSymbols.getInstance(Locale.ROOT));
    List<String> shares = new ArrayList<>();
    weights.forEach(
        (version, share) ->
            shares.add(
                weights.size() == 1
                    ? "version " + version
                    : "version " + version + " (" + percent.format(share * 100) + ")"));
    return "Pointed the alias '" + alias + "' to " + String.join(", ", shares) + ".";
  }

  private static SluiceException invalid(String detail) {
    return new SluiceException(ErrorCode.INVALID_WEIGHTS, detail, HINT);
  }
}
