package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What CloudEvents 1.0 asks of the names and values of attributes. */
final class EventAttributes {
  /** The one version that there is here. */
  static final String VERSION = "1.0";

  private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,64}");
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

  private EventAttributes() {}

  /** Refuses what cannot name an attribute. */
  static void checkName(String name) {
    if (!NAME.matcher(name).matches() || name.equals("data")) {
      throw invalid(
          "'"
              + Text.shorten(name, 80)
              + "' is not the name of an attribute: those have lower case letters and digits.");
    }
  }

  /** Refuses an event without what every event has. */
  static void checkRequired(Collection<String> names) {
    for (String name : REQUIRED) {
      if (!names.contains(name)) {
        throw invalid("The CloudEvent has no '" + name + "'.");
      }
    }
  }

  /** Refuses a value that the attribute cannot have; extensions may have any text. */
  static void check(String name, String value) {
    checkCharacters(name, value);
    switch (name) {
      case "specversion" -> {
        if (!value.equals(VERSION)) {
          throw wrong(name, value, "not '1.0'");
        }
      }
      case "id", "type", "subject" -> {
        if (value.isEmpty()) {
          throw wrong(name, value, "empty");
        }
      }
      case "source" -> uri(name, value);
      case "dataschema" -> {
        if (!uri(name, value).isAbsolute()) {
          throw wrong(name, value, "not an absolute URI");
        }
      }
      case "time" -> time(value);
      case "datacontenttype" -> {
        if (value.isEmpty() || !MediaTypes.isMediaType(value)) {
          throw wrong(name, value, "not a media type");
        }
      }
      default -> {}
    }
  }

  /** Gives a builder an attribute, which is checked. */
  static void set(CloudEventBuilder event, String name, String value) {
    check(name, value);
    switch (name) {
      case "specversion" -> {}
      case "id" -> event.withId(value);
      case "type" -> event.withType(value);
      case "subject" -> event.withSubject(value);
      case "source" -> event.withSource(uri(name, value));
      case "dataschema" -> event.withDataSchema(uri(name, value));
      case "time" -> event.withTime(time(value));
      case "datacontenttype" -> event.withDataContentType(value);
      default -> event.withExtension(name, value);
    }
  }

  /** Whether the specification says that its values are text. */
  static boolean isText(String name) {
    return switch (name) {
      case "specversion",
          "id",
          "type",
          "subject",
          "source",
          "dataschema",
          "time",
          "datacontenttype" ->
          true;
      default -> false;
    };
  }

  /** A refusal of an event. */
  static SluiceException invalid(String detail) {
    return new SluiceException(
        ErrorCode.INVALID_REQUEST,
        detail,
        "A CloudEvent has specversion 1.0, id, source and type; in binary mode as ce- headers.");
  }

  private static OffsetDateTime time(String value) {
    try {
      if (TIME.matcher(value).matches()) {
        return OffsetDateTime.parse(value.toUpperCase(Locale.ROOT));
      }
    } catch (DateTimeParseException e) {
      // As for what does not even look like one.
    }
    throw wrong("time", value, "not an RFC 3339 timestamp");
  }

  private static URI uri(String name, String value) {
    if (value.isEmpty()) {
      throw wrong(name, value, "empty");
    }
    try {
      return new URI(value);
    } catch (URISyntaxException e) {
      throw wrong(name, value, "not a URI");
    }
  }

  private static void checkCharacters(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= ' ' && c < 0x7f) {
        continue;
      }
      int point = value.codePointAt(i);
      boolean nonCharacter = (point & 0xfffe) == 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);
      if (Character.isISOControl(point) || (point >= 0xd800 && point <= 0xdfff) || nonCharacter) {
        throw invalid(
            String.format(
                Locale.ROOT, "The CloudEvent's '%s' has the character U+%04X.", name, point));
      }
      i += Character.charCount(point) - 1;
    }
  }

  private static SluiceException wrong(String name, @Nullable String value, String what) {
    return invalid(
        "The CloudEvent's "
            + name
            + " '"
            + Text.shorten(String.valueOf(value), 80)
            + "' is "
            + what
            + ".");
  }
}
