package dev.sluice.app.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.sluice.api.ErrorCode;
import dev.sluice.app.config.Nearest;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with JSON in words that name the place. */
final class JsonErrors {
  private static final int MAX_DETAIL = 300;

  /** How the parser speaks of the bracket that was never closed. */
  private static final Pattern OPENED =
      Pattern.compile("\\(start marker at \\[.*line: (\\d+), column: (\\d+)]\\)");

  private JsonErrors() {}

  static SluiceException translate(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return unknownField(unknown);
    }
    if (e instanceof JsonMappingException
        && e.getCause() instanceof JsonProcessingException syntax
        && !(syntax instanceof JsonMappingException)) {
      return syntax(syntax);
    }
    if (e instanceof JsonMappingException mapping) {
      return wrongType(mapping);
    }
    return syntax(e);
  }

  static SluiceException moreThanOne(JsonParser parser) {
    return invalid("there is more after the first JSON value", parser.currentTokenLocation(), null);
  }

  static SluiceException notUtf8(IOException e) {
    return new SluiceException(
        ErrorCode.INVALID_JSON, "The body is not text in UTF-8.", "Encode JSON in UTF-8.", e);
  }

  private static SluiceException syntax(JsonProcessingException e) {
    String message =
        OPENED
            .matcher(String.valueOf(e.getOriginalMessage()))
            .replaceAll("that began at line $1, column $2");
    int newline = message.indexOf('\n');
    return invalid(newline < 0 ? message : message.substring(0, newline), e.getLocation(), e);
  }

  private static SluiceException invalid(
      String what, @Nullable JsonLocation where, @Nullable Throwable cause) {
    String place =
        where == null ? "" : "Line " + where.getLineNr() + ", column " + where.getColumnNr() + ": ";
    return new SluiceException(
        ErrorCode.INVALID_JSON,
        place + Text.shorten(what, MAX_DETAIL) + (what.endsWith(".") ? "" : "."),
        "Send one JSON value in UTF-8.",
        cause);
  }

  private static SluiceException unknownField(UnrecognizedPropertyException e) {
    List<String> known =
        Objects.requireNonNullElse(e.getKnownPropertyIds(), List.of()).stream()
            .map(String::valueOf)
            .sorted()
            .toList();
    String name = Text.shorten(String.valueOf(e.getPropertyName()), 80);
    return new SluiceException(
        ErrorCode.INVALID_REQUEST,
        "There is no field '" + path(e) + "'.",
        Nearest.to(name, known)
            .map(near -> "Did you mean '" + near + "'?")
            .orElse("The fields are " + String.join(", ", known) + "."),
        e);
  }

  private static SluiceException wrongType(JsonMappingException e) {
    String path = path(e);
    String wanted =
        e instanceof MismatchedInputException mismatch ? inWords(mismatch.getTargetType()) : "";
    return new SluiceException(
        ErrorCode.INVALID_REQUEST,
        (path.isEmpty() ? "The body" : "The field '" + path + "'")
            + (wanted.isEmpty() ? " cannot be read." : " is not " + wanted + "."),
        null,
        e);
  }

  private static String inWords(@Nullable Class<?> type) {
    if (type == null) {
      return "";
    }
    if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
      return "a whole number";
    }
    if (type == Double.class || type == double.class) {
      return "a number";
    }
    if (type == String.class) {
      return "text";
    }
    if (type == byte[].class) {
      return "base64 text";
    }
    return Map.class.isAssignableFrom(type) || type.isRecord() ? "a JSON object" : "";
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(Text.shorten(step.getFieldName(), 80));
      }
    }
    return path.toString();
  }
}
