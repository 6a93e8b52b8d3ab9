package dev.sluice.studio.core.editor;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server says of a field.
 *
 * @param help sentences for people; empty for none
 * @param whole whether it is a number without a fraction
 * @param least the smallest number; null for none
 * @param above whether a number must be above that one
 * @param most the largest number; null for none
 * @param usual what holds where nothing is said; empty for nothing
 * @param words what it may be; empty for anything
 */
public record Descriptor(
    String help,
    boolean whole,
    @Nullable BigDecimal least,
    boolean above,
    @Nullable BigDecimal most,
    String usual,
    List<String> words) {
  /** What is said of a field that the server does not describe. */
  static final Descriptor NONE = new Descriptor("", false, null, false, null, "", List.of());

  /** Whether a number is within the limits. */
  boolean allows(BigDecimal number) {
    if (whole && number.stripTrailingZeros().scale() > 0) {
      return false;
    }
    boolean enough =
        least == null || (above ? number.compareTo(least) > 0 : number.compareTo(least) >= 0);
    return enough && (most == null || number.compareTo(most) <= 0);
  }

  /** The limits in words, with a space before; empty for none. */
  String range() {
    if (least == null || most == null) {
      return "";
    }
    return above
        ? " above " + least.toPlainString() + " and at most " + most.toPlainString()
        : " from " + least.toPlainString() + " to " + most.toPlainString();
  }
}
