package dev.sluice.source.message;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What CloudEvents 1.0 asks of attributes. */
final class Attributes {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,64}");
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+\\s*(;.*)?");
  private static final Set<String> OWN =
      Set.of(
          "specversion",
          "id",
          "source",
          "type",
          "subject",
          "time",
          "datacontenttype",
          "dataschema",
          "data");

  private Attributes() {}

  /** Whether a header may be an extension of this name. */
  static boolean isExtension(String name) {
    return NAME.matcher(name).matches() && !OWN.contains(name);
  }

  static boolean isMediaType(String value) {
    return MEDIA_TYPE.matcher(value).matches();
  }

  /** Whether a value has no characters that CloudEvents excludes. */
  static boolean isText(String value) {
    return value.codePoints().noneMatch(Attributes::isExcluded);
  }

  private static boolean isExcluded(int c) {
    return Character.isISOControl(c)
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
        || (c >= 0xfdd0 && c <= 0xfdef)
        || (c & 0xfffe) == 0xfffe;
  }

  /** Whether these are the attributes of an event, {@code specversion} included. */
  static boolean makeAnEvent(Map<String, String> attributes) {
    return "1.0".equals(attributes.get("specversion"))
        && attributes.keySet().containsAll(Set.of("id", "source", "type"))
        && attributes.entrySet().stream().allMatch(each -> fits(each.getKey(), each.getValue()));
  }

  private static boolean fits(String name, String value) {
    if (!NAME.matcher(name).matches() || !isText(value)) {
      return false;
    }
    return switch (name) {
      case "id", "type", "subject" -> !value.isEmpty();
      case "source" -> !value.isEmpty() && isUri(value, false);
      case "dataschema" -> isUri(value, true);
      case "datacontenttype" -> isMediaType(value);
      case "time" -> isTime(value);
      case "data" -> false;
      default -> true;
    };
  }

  private static boolean isUri(String value, boolean absolute) {
    try {
      return new URI(value).isAbsolute() || !absolute;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isTime(String value) {
    try {
      return OffsetDateTime.parse(value.toUpperCase(Locale.ROOT)) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
