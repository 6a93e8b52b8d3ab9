package dev.sluice.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.core.StreamedJson;
import dev.sluice.core.function.JsonPath;
import dev.sluice.core.function.RoutingRule;
import dev.sluice.core.function.RoutingValues;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values of a request; its payload is read only when a rule asks. Confined to its thread. */
final class RequestValues implements RoutingValues {
  private static final ObjectMapper JSON = new ObjectMapper(StreamedJson.FACTORY);

  private final Function<String, @Nullable String> header;
  private final String contentType;
  private final byte[] payload;

  /**
   * Values of this request.
   *
   * @param header finds a header by its name
   */
  RequestValues(Function<String, @Nullable String> header, String contentType, byte[] payload) {
    this.header = header;
    this.contentType = contentType;
    this.payload = payload;
  }

  @Override
  public @Nullable String of(RoutingRule rule) {
    return switch (rule.kind()) {
      case HEADER -> header.apply(rule.expression());
      case JSON_PATH -> json(JsonPath.parse(rule.expression()));
    };
  }

  private @Nullable String json(JsonPath path) {
    if (payload.length == 0 || !MediaTypes.isJson(MediaTypes.bare(contentType))) {
      return null;
    }
    JsonNode at;
    try {
      at = JSON.readTree(payload);
    } catch (IOException e) {
      return null;
    }
    for (Object step : path.steps()) {
      at =
          step instanceof Integer index
              ? at.path(index < 0 ? at.size() + index : index)
              : at.path(step.toString());
    }
    if (at.isMissingNode() || at.isNull()) {
      return null;
    }
    return at.isValueNode() ? at.asText() : at.toString();
  }
}
