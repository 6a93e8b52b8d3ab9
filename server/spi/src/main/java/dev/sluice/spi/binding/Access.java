package dev.sluice.spi.binding;

import dev.sluice.spi.source.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One reading or writing. Asking for what is missing in the event throws what ends it. */
public interface Access {

  /** What the binding says; texts with expressions as they are written. */
  Settings settings();

  /**
   * A text with its expressions replaced.
   *
   * @param encode makes a part of the text of what an expression stands for; throws {@link
   *     IllegalArgumentException} with half a sentence where it must not stand there
   */
  String text(String option, UnaryOperator<String> encode);

  /** Texts by names, with their expressions replaced; as {@link #text}. */
  Map<String, String> map(String option, UnaryOperator<String> encode);

  /**
   * Texts with their expressions replaced. One that is an expression and nothing else has its type:
   * String, Long, Double, java.math.BigDecimal, Boolean or null, and an object or a list as JSON in
   * a String.
   */
  List<@Nullable Object> values(String option);

  /** What is to be written, as JSON; empty when something is read. */
  byte[] value();

  /** How much time is left, above zero. */
  Duration left();

  /** The most bytes that may be read. */
  int limit();
}
