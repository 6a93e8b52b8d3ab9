package dev.sluice.flow.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** One value without parts. Immutable. */
public final class ScalarNode implements Node {
  private final Span span;
  private final int from;
  private final String value;
  private final ScalarType type;
  private final ScalarStyle style;

  ScalarNode(Span span, int from, String value, ScalarType type, ScalarStyle style) {
    this.span = span;
    this.from = from;
    this.value = value;
    this.type = type;
    this.style = style;
  }

  @Override
  public Span span() {
    return span;
  }

  @Override
  public int from() {
    return from;
  }

  /** Its text, without quotes and escapes; of a number as it is written. */
  public String value() {
    return value;
  }

  public ScalarType type() {
    return type;
  }

  public ScalarStyle style() {
    return style;
  }

  /** Whether it is a number without a fraction: {@code 3}, {@code 0x1f} and {@code 3.0} are. */
  public boolean isWhole() {
    if (type != ScalarType.NUMBER) {
      return type == ScalarType.INTEGER;
    }
    try {
      BigDecimal number = new BigDecimal(value);
      // A fraction that could not be written out is none: 1e999999999 stays small.
      return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * The whole number that it is.
   *
   * @throws ArithmeticException when it is none
   */
  public BigInteger integer() {
    if (type == ScalarType.NUMBER) {
      BigDecimal number = new BigDecimal(value);
      if (number.precision() - (long) number.scale() > 400) {
        throw new ArithmeticException("larger than anything that is counted");
      }
      return number.toBigIntegerExact();
    }
    if (type != ScalarType.INTEGER) {
      throw new ArithmeticException("no number");
    }
    String digits = value.toLowerCase(Locale.ROOT);
    if (digits.startsWith("0x")) {
      return new BigInteger(digits.substring(2), 16);
    }
    return digits.startsWith("0o")
        ? new BigInteger(digits.substring(2), 8)
        : new BigInteger(digits);
  }
}
