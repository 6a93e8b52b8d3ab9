package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.IdSource;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Ticker;
import dev.sluice.core.access.AccessService;
import dev.sluice.core.access.Caller;
import dev.sluice.core.access.Scope;
import dev.sluice.core.association.Router;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.route.Route;
import dev.sluice.core.route.Routes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Brings requests to paths of the gateway to functions, and their answers back. Thread-safe. */
final class Gateway {
  private static final String API_KEY = "X-Api-Key";

  private final Routes routes;
  private final AccessService access;
  private final Router router;
  private final InvokeEndpoint endpoint;
  private final RequestEvents events;
  private final Ticker ticker;

  Gateway(
      Routes routes,
      AccessService access,
      Router router,
      InvokeEndpoint endpoint,
      Clock clock,
      IdSource ids,
      Ticker ticker) {
    this.routes = routes;
    this.access = access;
    this.router = router;
    this.endpoint = endpoint;
    this.events = new RequestEvents(clock, ids);
    this.ticker = ticker;
  }

  /**
   * Answers a request.
   *
   * @throws SluiceException when it is refused; a function that fails is an answer
   */
  void handle(Request request, Response response, Callback callback, String path) {
    HttpFields headers = request.getHeaders();
    String method = request.getMethod();
    if (HttpMethod.OPTIONS.is(method) && CrossOrigin.isQuestion(headers)) {
      CrossOrigin.answer(routes.findAny(method, path).route(), headers, response);
      callback.succeeded();
      return;
    }
    Route.Taken taken = routes.find(method, path);
    Route route = taken.route();
    CrossOrigin.allow(route, headers, response);
    try {
      checkAccess(route, headers);
      if (!route.take(ticker.nanos())) {
        throw new SluiceException(
            ErrorCode.RATE_EXCEEDED,
            "There are too many requests to " + route.path() + ".",
            "Try again in a second.");
      }
      byte[] body =
          Bodies.read(
              Content.Source.asInputStream(request),
              headers.get(HttpHeader.CONTENT_LENGTH),
              Math.min(route.mostBytes(), endpoint.bodyLimit()));
      Router.Arrival arrival =
          new Router.Arrival(
              route.namespace(), route.source(), events.of(taken, request, path, body));
      if (route.isSynchronous()) {
        answer(request, response, callback, route, arrival);
      } else {
        List<String> invocations = router.accept(List.of(arrival));
        route.came();
        Replies.send(request, response, receipt(invocations), callback);
      }
    } catch (SluiceException e) {
      route.refused(e.detail());
      throw e;
    }
  }

  private void checkAccess(Route route, HttpFields headers) {
    if (route.isOpen()) {
      return;
    }
    String authorization = headers.get(HttpHeader.AUTHORIZATION);
    @Nullable String key = headers.get(API_KEY);
    Caller caller =
        access.authenticate(
            authorization == null && key != null ? "Bearer " + key : authorization,
            route.namespace());
    caller.require(Scope.INVOKE);
  }

  private void answer(
      Request request, Response response, Callback callback, Route route, Router.Arrival arrival) {
    List<QueuedEvent> wanted = router.wanted(arrival);
    if (wanted.isEmpty()) {
      throw new SluiceException(
          ErrorCode.ROUTE_UNUSED,
          "No function answers at this path.",
          "Associate one with the source '" + route.source() + "', by its name.");
    }
    if (wanted.size() > 1) {
      throw new SluiceException(
          ErrorCode.ROUTE_AMBIGUOUS,
          wanted.size() + " functions would answer at this path.",
          "Have one association with one target name the source '"
              + route.source()
              + "', or make the source asynchronous.");
    }
    QueuedEvent one = wanted.get(0);
    InvokeAnswer result = endpoint.answer(one);
    route.came();
    Replies.send(
        request,
        response,
        route.answersAsHttp() && result.status() == HttpStatus.OK_200
            ? HttpAnswers.of(result)
            : result,
        callback);
  }

  private static InvokeAnswer receipt(List<String> invocations) {
    return new InvokeAnswer(
        HttpStatus.ACCEPTED_202,
        MediaTypes.JSON,
        Json.write(Map.of("invocations", invocations)),
        List.of());
  }
}
