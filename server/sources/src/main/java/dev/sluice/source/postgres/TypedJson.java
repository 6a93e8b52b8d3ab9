package dev.sluice.source.postgres;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Writes what PostgreSQL says of a value as JSON: numbers digit for digit, truth values, documents
 * of JSON as they are, bytes in Base64, times of RFC 3339, and all else as text.
 */
final class TypedJson {
  private static final int BOOL = 16;
  private static final int BYTEA = 17;
  private static final int INT8 = 20;
  private static final int INT2 = 21;
  private static final int INT4 = 23;
  private static final int OID = 26;
  private static final int JSON = 114;
  private static final int FLOAT4 = 700;
  private static final int FLOAT8 = 701;
  private static final int TIMESTAMP = 1114;
  private static final int TIMESTAMPTZ = 1184;
  private static final int NUMERIC = 1700;
  private static final int JSONB = 3802;

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

  /** As the database writes it where DateStyle is ISO, which the driver asks for. */
  private static final DateTimeFormatter ZONED =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 6, true)
          .optionalEnd()
          .appendPattern("[xxxxx][xxx][x]")
          .toFormatter();

  private TypedJson() {}

  static void write(JsonGenerator json, int type, String text) throws IOException {
    switch (type) {
      case BOOL -> json.writeBoolean(text.equals("t"));
      case INT2, INT4, INT8, OID, FLOAT4, FLOAT8, NUMERIC -> number(json, text);
      case JSON, JSONB -> json.writeRawValue(text);
      case BYTEA -> bytes(json, text);
      case TIMESTAMP -> json.writeString(text.replaceFirst(" ", "T"));
      case TIMESTAMPTZ -> json.writeString(instant(text));
      default -> json.writeString(text);
    }
  }

  /** Neither NaN nor infinity is a number of JSON. */
  private static void number(JsonGenerator json, String text) throws IOException {
    if (NUMBER.matcher(text).matches()) {
      json.writeNumber(text);
    } else {
      json.writeString(text);
    }
  }

  private static void bytes(JsonGenerator json, String text) throws IOException {
    if (text.startsWith("\\x")) {
      json.writeString(
          Base64.getEncoder().encodeToString(HexFormat.of().parseHex(text.substring(2))));
    } else {
      json.writeString(text);
    }
  }

  /** What is no date of our calendar, as infinity, stays as it is. */
  private static String instant(String text) {
    try {
      return OffsetDateTime.parse(text, ZONED)
          .withOffsetSameInstant(ZoneOffset.UTC)
          .toInstant()
          .toString();
    } catch (DateTimeException e) {
      return text;
    }
  }
}
