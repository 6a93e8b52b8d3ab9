package dev.sluice.source.webhook;

import dev.sluice.spi.source.PushSource.Request;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceEvent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes events of requests. Thread-safe. */
final class WebhookEvents {
  private static final String STRUCTURED = "application/cloudevents";
  private static final String PREFIX = "ce-";

  /** Where services that are known put the id that they repeat a request with. */
  private static final List<String> ID_HEADERS =
      List.of("webhook-id", "x-github-delivery", "x-gitlab-event-uuid", "x-request-id");

  private final Clock clock;
  private final Supplier<String> ids;

  WebhookEvents(Clock clock, Supplier<String> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  List<SourceEvent> of(Settings settings, Request request) {
    String type = request.header("content-type");
    SourceEvent.Builder event =
        request.header(PREFIX + "specversion") == null ? plain(settings, request) : binary(request);
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith(STRUCTURED)) {
      return List.of(event.structured(request.body(), type).build());
    }
    return List.of(event.data(request.body(), type).build());
  }

  private static SourceEvent.Builder binary(Request request) {
    SourceEvent.Builder event = SourceEvent.of("", "", "");
    for (String required : List.of("id", "source", "type")) {
      event.with(required, request.headers().getOrDefault(PREFIX + required, ""));
    }
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      if (header.getKey().startsWith(PREFIX)) {
        event.with(header.getKey().substring(PREFIX.length()), decoded(header.getValue()));
      }
    }
    return event;
  }

  private SourceEvent.Builder plain(Settings settings, Request request) {
    SourceEvent.Builder event =
        SourceEvent.of(
                id(settings, request),
                "/webhook/" + settings.source(),
                settings.text(WebhookSource.TYPE))
            .at(clock.instant())
            .with("subject", request.path().isEmpty() ? null : request.path())
            .with("httpmethod", request.method())
            .with("httpquery", request.query());
    for (String header : settings.texts(WebhookSource.HEADERS)) {
      String name = header.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
      if (!name.isEmpty()) {
        event.with(name, request.header(header));
      }
    }
    return event;
  }

  private String id(Settings settings, Request request) {
    String header = settings.find(WebhookSource.ID_HEADER);
    for (String name : header == null ? ID_HEADERS : List.of(header)) {
      @Nullable String id = request.header(name);
      if (id != null && !id.isEmpty()) {
        return id;
      }
    }
    return ids.get();
  }

  /** The HTTP binding of CloudEvents writes what is not plain ASCII in percent encoding. */
  private static String decoded(String value) {
    try {
      return value.indexOf('%') < 0
          ? value
          : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}
