package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;

/** Numbers: whole ones are exact as long as they fit 64 bits, all others are doubles. */
final class Numbers {
  /** Beyond it doubles skip whole numbers. */
  private static final double MOST_EXACT = 9_007_199_254_740_992d;

  private Numbers() {}

  static JsonNode of(long value) {
    return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
  }

  /** A whole number where it is one. */
  static JsonNode of(double value) {
    return value == Math.rint(value) && Math.abs(value) <= MOST_EXACT
        ? of((long) value)
        : DoubleNode.valueOf(value);
  }

  static boolean whole(JsonNode number) {
    return number.isInt() || number.isLong() || number.isShort();
  }

  static int compare(JsonNode a, JsonNode b) {
    if (whole(a) && whole(b)) {
      return Long.compare(a.longValue(), b.longValue());
    }
    double x = a.doubleValue();
    double y = b.doubleValue();
    // As jq has it, nothing is as small as what is no number.
    return Double.isNaN(x) || x < y ? -1 : x == y ? 0 : 1;
  }

  static JsonNode add(JsonNode a, JsonNode b) {
    if (whole(a) && whole(b)) {
      long x = a.longValue();
      long y = b.longValue();
      long sum = x + y;
      if (((x ^ sum) & (y ^ sum)) >= 0) {
        return of(sum);
      }
    }
    return of(a.doubleValue() + b.doubleValue());
  }

  static JsonNode subtract(JsonNode a, JsonNode b) {
    if (whole(a) && whole(b)) {
      long x = a.longValue();
      long y = b.longValue();
      long difference = x - y;
      if (((x ^ y) & (x ^ difference)) >= 0) {
        return of(difference);
      }
    }
    return of(a.doubleValue() - b.doubleValue());
  }

  static JsonNode multiply(JsonNode a, JsonNode b) {
    if (a.isInt() && b.isInt()) {
      return of(a.longValue() * b.longValue());
    }
    return of(a.doubleValue() * b.doubleValue());
  }

  static JsonNode divide(JsonNode a, JsonNode b) {
    if (b.doubleValue() == 0) {
      throw new JqError(
          JqError.named(a)
              + " and "
              + JqError.named(b)
              + " cannot be divided because the divisor is zero");
    }
    return of(a.doubleValue() / b.doubleValue());
  }

  static JsonNode remainder(JsonNode a, JsonNode b) {
    if (Double.isNaN(a.doubleValue()) || Double.isNaN(b.doubleValue())) {
      return DoubleNode.valueOf(Double.NaN);
    }
    long divisor = (long) b.doubleValue();
    if (divisor == 0) {
      throw new JqError(
          JqError.named(a)
              + " and "
              + JqError.named(b)
              + " cannot be divided because the divisor is zero");
    }
    return of(divisor == -1 ? 0 : (long) a.doubleValue() % Math.abs(divisor));
  }

  static String text(JsonNode number) {
    if (!number.isDouble() && !number.isFloat()) {
      return number.asText();
    }
    double value = number.doubleValue();
    if (Double.isNaN(value)) {
      return "null";
    }
    double finite = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
    if (finite == Math.rint(finite) && Math.abs(finite) < 1e17) {
      return finite == 0 && 1 / finite < 0 ? "-0" : Long.toString((long) finite);
    }
    String text = Double.toString(finite);
    int exponent = text.indexOf('E');
    if (exponent < 0) {
      return text;
    }
    String digits = text.substring(0, exponent);
    String shortened = digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
    String power = text.substring(exponent + 1);
    return shortened + (power.startsWith("-") ? "e" : "e+") + power;
  }
}
