package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.access.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Invokes functions in Jetty's own terms: on this one route Jersey's routing and injection would
 * cost more than everything else that a call needs. Thread-safe.
 */
final class InvokeHandler {
  /** The route, as the API's description names it. */
  static final String ROUTE = "/v1/functions/{function}/invoke";

  private static final String BEFORE = "/v1/functions/";
  private static final String AFTER = "/invoke";
  private static final String ALLOWED = "OPTIONS,POST";

  private final InvokeEndpoint endpoint;
  private final Problems problems;

  InvokeHandler(InvokeEndpoint endpoint, Problems problems) {
    this.endpoint = endpoint;
    this.problems = problems;
  }

  /** The function that the path invokes, or null for a path of another kind. */
  static @Nullable String function(String path) {
    if (!path.startsWith(BEFORE) || !path.endsWith(AFTER)) {
      return null;
    }
    int end = path.length() - AFTER.length();
    return end > BEFORE.length() && path.lastIndexOf('/', end - 1) == BEFORE.length() - 1
        ? path.substring(BEFORE.length(), end)
        : null;
  }

  /**
   * Answers a request, also after return.
   *
   * @throws SluiceException when it is refused; a function that fails is an answer
   */
  void handle(
      Request request, Response response, Callback callback, Caller caller, String function) {
    String method = request.getMethod();
    if (!HttpMethod.POST.is(method)) {
      response.getHeaders().put(HttpHeader.ALLOW, ALLOWED);
      if (HttpMethod.OPTIONS.is(method)) {
        response.setStatus(HttpStatus.NO_CONTENT_204);
        callback.succeeded();
      } else {
        Replies.send(
            request, response, problems.of(HttpStatus.METHOD_NOT_ALLOWED_405, request), callback);
      }
      return;
    }
    HttpFields headers = request.getHeaders();
    byte[] payload =
        Bodies.read(
            Content.Source.asInputStream(request),
            headers.get(HttpHeader.CONTENT_LENGTH),
            endpoint.bodyLimit());
    Fields query = query(request);
    CompletableFuture<InvokeAnswer> answer =
        endpoint.answer(
            caller.namespace(),
            function,
            query.getValue("qualifier"),
            query.getValue("mode"),
            query.getValue("log"),
            new InvokeEndpoint.Event(
                headers.get(HttpHeader.CONTENT_TYPE), cloudEvent(headers), headers::get, payload),
            request.getComponents().getExecutor());
    if (answer.isDone() && !answer.isCompletedExceptionally()) {
      Replies.send(request, response, answer.join(), callback);
      return;
    }
    // No thread waits for the disk: each would have to be woken, one after the other.
    CompletableFuture<InvokeAnswer> unused =
        answer.whenComplete((done, failure) -> send(request, response, callback, done, failure));
  }

  private void send(
      Request request,
      Response response,
      Callback callback,
      @Nullable InvokeAnswer done,
      @Nullable Throwable failure) {
    try {
      if (done != null) {
        Replies.send(request, response, done, callback);
      } else {
        Throwable cause =
            failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        String path = Request.getPathInContext(request);
        Replies.send(
            request,
            response,
            problems.of(Objects.requireNonNull(cause), request.getMethod(), path),
            callback);
      }
    } catch (RuntimeException e) {
      callback.failed(e);
    }
  }

  private static Fields query(Request request) {
    if (request.getHttpURI().getQuery() == null) {
      return Fields.EMPTY;
    }
    try {
      return Request.extractQueryParameters(request);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The query of the request cannot be read.",
          "Write its values in percent encoding, as UTF-8.",
          e);
    }
  }

  private static Map<String, String> cloudEvent(HttpFields headers) {
    if (!headers.contains(CloudEvents.VERSION_HEADER)) {
      return Map.of();
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    for (HttpField field : headers) {
      CloudEvents.collect(attributes, field.getName(), field.getValue());
    }
    return attributes;
  }
}
