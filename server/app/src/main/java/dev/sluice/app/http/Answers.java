package dev.sluice.app.http;

import dev.sluice.api.Page;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** The beginnings of answers with JSON. */
final class Answers {
  private Answers() {}

  static Response.ResponseBuilder ok(Object body) {
    return json(Response.ok(), body);
  }

  /**
   * One page of a list.
   *
   * @param found one more than fit on the page, where there are more
   * @param size how many fit
   * @param wire what the list shows of each
   * @param cursor where the page after this one goes on, of the last that is shown
   */
  static <T> Response page(
      List<T> found, int size, Function<T, ?> wire, Function<T, String> cursor) {
    boolean more = found.size() > size;
    List<T> shown = more ? found.subList(0, size) : found;
    List<?> items = shown.stream().map(wire).toList();
    return ok(new Page<>(items, more ? cursor.apply(shown.get(size - 1)) : null)).build();
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
