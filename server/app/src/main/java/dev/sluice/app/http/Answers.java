package dev.sluice.app.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The beginnings of answers with JSON. */
final class Answers {
  private Answers() {}

  static Response.ResponseBuilder ok(Object body) {
    return json(Response.ok(), body);
  }

  /** Something was made, at this path. */
  static Response.ResponseBuilder created(Object body, String... path) {
    StringBuilder location = new StringBuilder("/v1");
    for (String segment : path) {
      location
          .append('/')
          .append(URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return json(Response.created(URI.create(location.toString())), body);
  }

  private static Response.ResponseBuilder json(Response.ResponseBuilder answer, Object body) {
    return answer.type(MediaType.APPLICATION_JSON_TYPE).entity(Json.write(body));
  }
}
