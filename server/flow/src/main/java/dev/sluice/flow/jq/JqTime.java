package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Functions of time, in UTC: seconds since 1970, "broken down" times, ISO 8601 and formats. */
final class JqTime {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);

  private JqTime() {}

  static JsonNode fromDate(JsonNode in) {
    String text = Texts.of(in, "fromdate");
    try {
      return Numbers.of(OffsetDateTime.parse(text).toEpochSecond());
    } catch (DateTimeException e) {
      throw new JqError("\"" + text + "\" is no date and time like 2026-01-31T12:00:00Z");
    }
  }

  static JsonNode toDate(JsonNode in) {
    return TextNode.valueOf(ISO.format(time(in, "todate")));
  }

  static JsonNode gmtime(JsonNode in) {
    return broken(time(in, "gmtime"), in.isNumber() ? in.doubleValue() % 1 : 0);
  }

  static JsonNode mktime(JsonNode in) {
    if (!in.isArray()) {
      throw new JqError("mktime is for times as gmtime gives them");
    }
    return Numbers.of(time(in, "mktime").toEpochSecond());
  }

  static JsonNode strftime(JsonNode in, JsonNode format) {
    ZonedDateTime time = time(in, "strftime");
    return TextNode.valueOf(formatter(Texts.of(format, "strftime")).format(time));
  }

  static JsonNode strptime(JsonNode in, JsonNode format) {
    String text = Texts.of(in, "strptime");
    String pattern = Texts.of(format, "strptime");
    try {
      TemporalAccessor found = formatter(pattern).parse(text);
      if (found.isSupported(ChronoField.INSTANT_SECONDS)) {
        return broken(Instant.from(found).atZone(ZoneOffset.UTC), 0);
      }
      LocalDate date = LocalDate.from(found);
      int second =
          found.isSupported(ChronoField.SECOND_OF_DAY) ? found.get(ChronoField.SECOND_OF_DAY) : 0;
      return broken(date.atStartOfDay(ZoneOffset.UTC).plusSeconds(second), 0);
    } catch (DateTimeException e) {
      throw new JqError("\"" + text + "\" is not written like \"" + pattern + "\"");
    }
  }

  private static JsonNode broken(ZonedDateTime time, double fraction) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    parts.add(time.getYear()).add(time.getMonthValue() - 1).add(time.getDayOfMonth());
    parts.add(time.getHour()).add(time.getMinute()).add(Numbers.of(time.getSecond() + fraction));
    return parts.add(time.getDayOfWeek().getValue() % 7).add(time.getDayOfYear() - 1);
  }

  private static ZonedDateTime time(JsonNode in, String function) {
    try {
      if (in.isNumber()) {
        return Instant.ofEpochSecond((long) Math.floor(in.doubleValue())).atZone(ZoneOffset.UTC);
      }
      if (in.isArray() && in.size() >= 6) {
        ZonedDateTime year = ZonedDateTime.of(in.get(0).asInt(), 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        return year.plusMonths(in.get(1).asInt())
            .plusDays(in.get(2).asInt() - 1L)
            .plusHours(in.get(3).asInt())
            .plusMinutes(in.get(4).asInt())
            .plus(in.get(5).asInt(), ChronoUnit.SECONDS);
      }
    } catch (DateTimeException e) {
      throw new JqError(function + ": no such time");
    }
    throw new JqError(function + " is for seconds, and for times as gmtime gives them");
  }

  private static DateTimeFormatter formatter(String format) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '%' && i + 1 < format.length()) {
        builder.append(part(format.charAt(++i)));
      } else {
        builder.appendLiteral(c);
      }
    }
    return builder.toFormatter(Locale.ENGLISH);
  }

  private static DateTimeFormatter part(char c) {
    String pattern =
        switch (c) {
          case 'Y' -> "uuuu";
          case 'y' -> "uu";
          case 'm' -> "MM";
          case 'd' -> "dd";
          case 'e' -> "ppd";
          case 'H' -> "HH";
          case 'I' -> "hh";
          case 'M' -> "mm";
          case 'S' -> "ss";
          case 'p' -> "a";
          case 'j' -> "DDD";
          case 'a' -> "EEE";
          case 'A' -> "EEEE";
          case 'b', 'h' -> "MMM";
          case 'B' -> "MMMM";
          case 'u' -> "e";
          case 'V' -> "ww";
          case 'G' -> "YYYY";
          case 'Z' -> "'UTC'";
          case 'z' -> "xx";
          case 'F' -> "uuuu-MM-dd";
          case 'T' -> "HH:mm:ss";
          case 'D' -> "MM/dd/uu";
          case 'R' -> "HH:mm";
          case 'c' -> "EEE MMM ppd HH:mm:ss uuuu";
          case 'n' -> "'\n'";
          case 't' -> "'\t'";
          case '%' -> "'%'";
          case 's' -> "";
          default -> throw new JqError("%" + c + " is no part of a time");
        };
    return pattern.isEmpty()
        ? new DateTimeFormatterBuilder()
            .appendValue(ChronoField.INSTANT_SECONDS)
            .toFormatter(Locale.ROOT)
        : DateTimeFormatter.ofPattern(pattern, Locale.UK);
  }
}
