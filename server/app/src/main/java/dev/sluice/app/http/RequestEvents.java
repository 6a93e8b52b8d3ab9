package dev.sluice.app.http;

import dev.sluice.core.IdSource;
import dev.sluice.core.SluiceException;
import dev.sluice.core.route.Route;
import dev.sluice.core.trace.Trace;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Requests as events: the body is the data, and what else a request says is in extensions. A body
 * that is not what its content type says is data in bytes. Thread-safe.
 */
final class RequestEvents {
  /** Who called is known by then, and functions must not hold what lets them call as somebody. */
  private static final Set<String> SECRET_HEADERS =
      Set.of("authorization", "x-api-key", "proxy-authorization");

  private final Clock clock;
  private final IdSource ids;

  RequestEvents(Clock clock, IdSource ids) {
    this.clock = clock;
    this.ids = ids;
  }

  CloudEvent of(Route.Taken taken, Request request, String path, byte[] body) {
    Route route = taken.route();
    CloudEventBuilder event =
        CloudEventBuilder.v1()
            .withId(ids.next())
            .withSource(URI.create("/http/" + encoded(route.source())))
            .withType(route.type())
            .withTime(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
            .withSubject(path);
    Trace trace = Trace.parse(request.getHeaders().get(Trace.NAME));
    if (trace != null) {
      extension(event, Trace.NAME, trace.text());
    }
    extension(event, "httpmethod", request.getMethod());
    extension(event, "httproute", route.path());
    extension(event, "httpquery", request.getHttpURI().getQuery());
    extension(event, "httpheaders", json(headers(route, request)));
    if (!taken.parameters().isEmpty()) {
      extension(event, "httpparameters", json(taken.parameters()));
    }
    data(event, request.getHeaders().get(HttpHeader.CONTENT_TYPE), body);
    return event.build();
  }

  private static void data(CloudEventBuilder event, @Nullable String type, byte[] body) {
    if (body.length == 0) {
      return;
    }
    String given =
        type == null || !MediaTypes.isMediaType(type) ? "application/octet-stream" : type;
    if (MediaTypes.isJson(MediaTypes.bare(MediaTypes.of(given)))) {
      try {
        JsonPayload.check(body);
      } catch (SluiceException e) {
        given = "application/octet-stream";
      }
    }
    event.withDataContentType(given).withData(body);
  }

  /** What is no valid value is left out. */
  private static void extension(CloudEventBuilder event, String name, @Nullable String value) {
    if (value == null) {
      return;
    }
    try {
      EventAttributes.set(event, name, value);
    } catch (SluiceException e) {
      // A control character in a header: nothing that a function could need.
    }
  }

  private static Map<String, String> headers(Route route, Request request) {
    Map<String, String> headers = new TreeMap<>();
    for (HttpField field : request.getHeaders()) {
      String name = field.getName().toLowerCase(Locale.ROOT);
      String value = field.getValue();
      if (value != null && (route.isOpen() || !SECRET_HEADERS.contains(name))) {
        headers.merge(name, value, (one, other) -> one + ", " + other);
      }
    }
    return headers;
  }

  private static String json(Map<String, String> map) {
    return new String(Json.write(map), StandardCharsets.UTF_8);
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
