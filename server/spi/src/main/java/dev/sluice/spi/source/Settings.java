package dev.sluice.spi.source;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the definition of a source says, with the usual values where it says nothing. Secrets are
 * values here. Asking for an option by a name or as a type that its kind has not is a mistake in
 * the program: {@link IllegalArgumentException}. Immutable.
 */
public interface Settings {

  /** The namespace of the source. */
  String namespace();

  /** The name of the source within its namespace. */
  String source();

  /** A text, a choice or a secret; null where nothing was said and there is no usual value. */
  @Nullable String find(String option);

  /** As {@link #find}, for an option that must be said or has a usual value. */
  String text(String option);

  /** A whole number that must be said or has a usual value. */
  long integer(String option);

  /** True or false. */
  boolean flag(String option);

  /** A length of time that must be said or has a usual value. */
  Duration duration(String option);

  /** Texts; empty for none. */
  List<String> texts(String option);

  /** Texts by names, in their order; empty for none. */
  Map<String, String> map(String option);
}
