package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.function.CodeRefreshes;
import dev.sluice.core.source.Receiver;
import dev.sluice.core.source.Source;
import dev.sluice.spi.source.PushSource;
import dev.sluice.spi.source.PushSource.Answer;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Takes what others send to sources, at {@code /hooks/NAMESPACE/SOURCE}, and pushes to what
 * functions follow, at {@code /hooks/NAMESPACE/-/functions/FUNCTION}: no source is called by a
 * hyphen. Thread-safe.
 */
final class Hooks {
  private static final String ROOT = "/hooks/";

  private static final String NO_SOURCE = "-";
  private static final String FUNCTIONS = "functions/";

  private final Receiver receiver;
  private final CodeRefreshes refreshes;
  private final int bodyLimit;

  Hooks(Receiver receiver, CodeRefreshes refreshes, int bodyLimit) {
    this.receiver = receiver;
    this.refreshes = refreshes;
    this.bodyLimit = bodyLimit;
  }

  /** Where others send to. */
  static String path(Source source) {
    return ROOT + source.namespace() + "/" + source.name();
  }

  /** Whether the path is that of a source. */
  static boolean isHook(String path) {
    return path.startsWith(ROOT);
  }

  /**
   * Answers a request once its events are on disk.
   *
   * @throws SluiceException when it is refused
   */
  void handle(Request request, Response response, Callback callback, String path) {
    String[] segments = path.substring(ROOT.length()).split("/", 3);
    if (segments.length < 2) {
      throw new SluiceException(
          ErrorCode.ROUTE_NOT_FOUND,
          "No source is named by this path.",
          "The path is /hooks/NAMESPACE/SOURCE, of a source that others send to.");
    }
    byte[] body =
        Bodies.read(
            Content.Source.asInputStream(request),
            request.getHeaders().get(HttpHeader.CONTENT_LENGTH),
            bodyLimit);
    PushSource.Request sent =
        new PushSource.Request(
            request.getMethod(),
            segments.length < 3 ? "" : "/" + segments[2],
            query(request),
            headers(request),
            body);
    Answer answer =
        segments.length == 3 && segments[1].equals(NO_SOURCE) && segments[2].startsWith(FUNCTIONS)
            ? push(segments[0], segments[2].substring(FUNCTIONS.length()), sent)
            : receiver.receive(segments[0], segments[1], sent);
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    Replies.send(request, response, ByteBuffer.wrap(answer.body()), callback);
  }

  /** A 202 where the function will be refreshed, else a 200: forges show either as delivered. */
  private Answer push(String namespace, String function, PushSource.Request sent) {
    boolean follows = refreshes.push(namespace, function, sent);
    return new Answer(
        follows ? 202 : 200,
        Map.of("Content-Type", "application/json"),
        Json.write(Map.of("refresh", follows ? "started" : "ignored")));
  }

  private static @Nullable String query(Request request) {
    return request.getHttpURI().getQuery();
  }

  private static Map<String, String> headers(Request request) {
    Map<String, String> headers = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue();
      headers.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), value == null ? "" : value);
    }
    return headers;
  }
}
