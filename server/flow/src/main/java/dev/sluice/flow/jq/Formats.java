package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;

/** Formats of texts: {@code @json}, {@code @csv} and so on. */
final class Formats {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Formats() {}

  static void addTo(Functions functions) {
    functions.simple(
        "@text", 0, (run, in, a) -> in.isTextual() ? in : run.made(JsonText.of(run, in)));
    functions.simple("@json", 0, (run, in, a) -> run.made(JsonText.of(run, in)));
    text(functions, "@html", Formats::html);
    text(functions, "@uri", Formats::uri);
    text(functions, "@urid", Formats::decodedUri);
    text(functions, "@base64", s -> Base64.getEncoder().encodeToString(bytes(s)));
    text(functions, "@base64d", Formats::decoded);
    text(functions, "@base32", Formats::base32);
    text(functions, "@base32d", Formats::decoded32);
    functions.simple("@csv", 0, (run, in, a) -> row(run, in, ",", "@csv"));
    functions.simple("@tsv", 0, (run, in, a) -> row(run, in, "\t", "@tsv"));
    functions.simple("@sh", 0, (run, in, a) -> shell(run, in));
  }

  private static void text(Functions functions, String name, Function<String, String> of) {
    functions.simple(
        name,
        0,
        (run, in, a) -> {
          String text = in.isTextual() ? in.textValue() : JsonText.of(run, in);
          run.text(3L * text.length());
          return run.made(of.apply(text));
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&quot;");
  }

  private static String uri(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : bytes(text)) {
      if (UNRESERVED.indexOf(b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append(String.format("%%%02X", b));
      }
    }
    return encoded.toString();
  }

  private static String decodedUri(String text) {
    byte[] encoded = bytes(text);
    byte[] decoded = new byte[encoded.length];
    int size = 0;
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] != '%') {
        decoded[size++] = encoded[i];
        continue;
      }
      int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(encoded[i + 2], 16);
      if (low < 0) {
        throw new JqError("string is not a valid uri encoding");
      }
      decoded[size++] = (byte) (high << 4 | low);
      i += 2;
    }
    return new String(decoded, 0, size, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    try {
      String padded = text.replaceAll("=+$", "");
      return new String(Base64.getDecoder().decode(padded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new JqError("string is not valid base64 data");
    }
  }

  private static String base32(String text) {
    StringBuilder encoded = new StringBuilder();
    long bits = 0;
    int count = 0;
    for (byte b : bytes(text)) {
      bits = (bits << 8 | (b & 0xff)) & 0xffff;
      for (count += 8; count >= 5; count -= 5) {
        encoded.append(BASE32.charAt((int) (bits >> (count - 5)) & 31));
      }
    }
    if (count > 0) {
      encoded.append(BASE32.charAt((int) (bits << (5 - count)) & 31));
    }
    while (encoded.length() % 8 != 0) {
      encoded.append('=');
    }
    return encoded.toString();
  }

  private static String decoded32(String text) {
    long bits = 0;
    int count = 0;
    String padded = text.replaceAll("=+$", "");
    byte[] decoded = new byte[padded.length() * 5 / 8 + 1];
    int size = 0;
    for (int i = 0; i < padded.length(); i++) {
      char c = padded.charAt(i);
      int value = BASE32.indexOf(c);
      if (value < 0) {
        throw new JqError("string is not valid base32 data");
      }
      bits = (bits << 5 | value) & 0xffff;
      count += 5;
      if (count >= 8) {
        count -= 8;
        decoded[size++] = (byte) (bits >> count);
      }
    }
    return new String(decoded, 0, size, StandardCharsets.UTF_8);
  }

  private static JsonNode row(Evaluation run, JsonNode in, String separator, String name) {
    StringBuilder row = new StringBuilder();
    String between = "";
    for (JsonNode cell : TextFunctions.array(in, name)) {
      if (cell.isContainerNode()) {
        throw new JqError(JqError.named(cell) + " is not valid in a " + name + " row");
      }
      String text = cell.isNull() ? "" : cell.isTextual() ? cell.textValue() : JsonText.of(cell);
      run.text(row.length() + 2L * text.length());
      row.append(between);
      if (!cell.isTextual()) {
        row.append(text);
      } else if (name.equals("@csv")) {
        row.append('"').append(text.replace("\"", "\"\"")).append('"');
      } else {
        row.append(
            text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r"));
      }
      between = separator;
    }
    return run.made(row.toString());
  }

  private static JsonNode shell(Evaluation run, JsonNode in) {
    if (!in.isArray()) {
      return run.made(quoted(in));
    }
    StringBuilder words = new StringBuilder();
    for (JsonNode word : in) {
      String quoted = quoted(word);
      run.text(words.length() + (long) quoted.length());
      words.append(words.isEmpty() ? "" : " ").append(quoted);
    }
    return run.made(words.toString());
  }

  private static String quoted(JsonNode word) {
    if (word.isContainerNode()) {
      throw new JqError(JqError.named(word) + " can not be escaped for shell");
    }
    return word.isTextual()
        ? "'" + word.textValue().replace("'", "'\\''") + "'"
        : JsonText.of(word);
  }
}
