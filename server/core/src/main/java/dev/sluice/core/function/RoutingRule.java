package dev.sluice.core.function;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.RoutingKey;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the value is that keeps callers of an alias on one version.
 *
 * @param expression the header's name, or the path
 */
public record RoutingRule(Kind kind, String expression) {
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}");

  /** What has the value. */
  public enum Kind {
    HEADER,
    JSON_PATH
  }

  /**
   * Checks what a caller asks for.
   *
   * @return null for none
   * @throws SluiceException {@code INVALID_ROUTING_KEY}
   */
  static @Nullable RoutingRule parse(RoutingKey key) {
    String header = key.header();
    String path = key.jsonPath();
    if (header != null && path != null) {
      throw invalid("The routing key has two sources.", "Give either header or jsonPath.");
    }
    if (header != null) {
      if (!HEADER.matcher(header).matches()) {
        throw invalid(
            "'" + Text.shorten(header, 80) + "' is not a header's name.",
            "Give one like X-User-Id.");
      }
      return new RoutingRule(Kind.HEADER, header);
    }
    if (path != null) {
      JsonPath.parse(path);
      return new RoutingRule(Kind.JSON_PATH, path);
    }
    return null;
  }

  private static SluiceException invalid(String detail, String hint) {
    return new SluiceException(ErrorCode.INVALID_ROUTING_KEY, detail, hint);
  }
}
