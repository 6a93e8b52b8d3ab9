package dev.sluice.studio.core.invoke.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A result that says a whole answer of HTTP, as routes with {@code answer=http} take it: {@code
 * statusCode}, {@code headers}, {@code body}, {@code isBase64Encoded}. It is read as the gateway
 * reads it.
 *
 * @param status 200 to 599
 * @param body what the caller of the route gets
 */
record HttpAnswer(int status, Body body) {

  /** The answer that a result says; empty where it says none, or one without a body. */
  static Optional<HttpAnswer> of(JsonNode result) {
    JsonNode status = result.path("statusCode");
    JsonNode body = result.path("body");
    if (!status.isInt()
        || status.intValue() < 200
        || status.intValue() > 599
        || body.isMissingNode()
        || body.isNull()) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = bytes(body, result.path("isBase64Encoded").asBoolean());
    } catch (IllegalArgumentException e) {
      // No Base64: the gateway refuses it, so what the function returned is what to look at.
      return Optional.empty();
    }
    if (bytes.length == 0) {
      return Optional.empty();
    }
    String type = contentType(result.path("headers"));
    if (type.isEmpty()) {
      type = body.isTextual() ? "text/plain;charset=utf-8" : "application/json";
    }
    return Optional.of(new HttpAnswer(status.intValue(), new Body(type, bytes)));
  }

  private static byte[] bytes(JsonNode body, boolean base64) {
    if (!body.isTextual()) {
      return body.toString().getBytes(StandardCharsets.UTF_8);
    }
    return base64
        ? Base64.getDecoder().decode(body.textValue())
        : body.textValue().getBytes(StandardCharsets.UTF_8);
  }

  private static String contentType(JsonNode headers) {
    return headers.properties().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
        .map(header -> header.getValue().asText())
        .findFirst()
        .orElse("");
  }
}
