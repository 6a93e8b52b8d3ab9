package dev.sluice.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Results that say a whole HTTP answer: {@code statusCode}, {@code headers}, {@code body} and
 * {@code isBase64Encoded}, as functions behind gateways of AWS return them.
 */
final class HttpAnswers {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}");

  /** What the connection itself decides. */
  private static final Set<String> FIXED =
      Set.of("content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "te");

  private HttpAnswers() {}

  /**
   * The answer that a result says.
   *
   * @throws SluiceException {@code FUNCTION_PROTOCOL_BROKEN} where it says none
   */
  static InvokeAnswer of(InvokeAnswer result) {
    JsonNode json = read(result.body());
    if (!json.path("statusCode").isInt()) {
      throw broken("has no statusCode");
    }
    int status = json.path("statusCode").intValue();
    if (status < 200 || status > 599) {
      throw broken("has the statusCode " + status);
    }
    List<String> headers = new ArrayList<>(result.headers());
    String type = "";
    for (var field : json.path("headers").properties()) {
      String name = field.getKey();
      String value = field.getValue().asText();
      if (!TOKEN.matcher(name).matches() || value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
        throw broken("has a header that is none");
      }
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.equals("content-type")) {
        type = value;
      } else if (!FIXED.contains(lower)) {
        headers.add(name);
        headers.add(value);
      }
    }
    JsonNode body = json.path("body");
    byte[] bytes = bytes(body, json.path("isBase64Encoded").asBoolean());
    if (type.isEmpty() && bytes.length > 0) {
      type = body.isTextual() ? "text/plain;charset=utf-8" : MediaTypes.JSON;
    }
    return new InvokeAnswer(status, type, bytes, headers);
  }

  private static JsonNode read(byte[] result) {
    try {
      return Json.read(result, JsonNode.class);
    } catch (SluiceException e) {
      throw broken("is not JSON");
    }
  }

  private static byte[] bytes(@Nullable JsonNode body, boolean base64) {
    if (body == null || body.isMissingNode() || body.isNull()) {
      return new byte[0];
    }
    if (!body.isTextual()) {
      return Json.write(body);
    }
    if (!base64) {
      return body.asText().getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(body.asText());
    } catch (IllegalArgumentException e) {
      throw broken("has a body that is not Base64");
    }
  }

  private static SluiceException broken(String what) {
    return new SluiceException(
        ErrorCode.FUNCTION_PROTOCOL_BROKEN,
        "The function's answer " + what + ".",
        "Return {\"statusCode\": 200, \"headers\": {...}, \"body\": \"...\"}, or set the source's"
            + " option answer to body.");
  }
}
