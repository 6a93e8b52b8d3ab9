package dev.sluice.core.trace;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace: the header {@code traceparent} of W3C's Trace Context. Immutable,
 * thread-safe.
 *
 * @param traceId of the whole trace, 32 hexadecimal digits in lower case, not all zero
 * @param spanId of this place, 16 of them, not all zero
 * @param sampled whether who called may have recorded it
 */
public record Trace(String traceId, String spanId, boolean sampled) {
  /** The name of the header, and of the attribute of CloudEvents. */
  public static final String NAME = "traceparent";

  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final Pattern ZERO = Pattern.compile("0+");
  private static final String NO_VERSION = "ff";
  private static final String OURS = "00";

  /**
   * Reads a header. What is not valid, and what a newer version has that this one cannot know, is
   * treated as W3C says.
   *
   * @return null for what is missing or not valid: a new trace begins
   */
  public static @Nullable Trace parse(@Nullable String header) {
    Matcher parts = header == null ? null : FORM.matcher(header);
    if (parts == null || !parts.matches()) {
      return null;
    }
    boolean longer = parts.group(5) != null;
    String version = parts.group(1);
    String trace = parts.group(2);
    String span = parts.group(3);
    if (version.equals(NO_VERSION)
        || (longer && version.equals(OURS))
        || ZERO.matcher(trace).matches()
        || ZERO.matcher(span).matches()) {
      return null;
    }
    return new Trace(trace, span, (Integer.parseInt(parts.group(4), 16) & 1) == 1);
  }

  /** As the header is written, in version 00. */
  public String text() {
    return OURS + "-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }
}
