package dev.sluice.app.http;

import dev.sluice.core.route.Route;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** What pages of other origins may ask (cross-origin resource sharing). */
final class CrossOrigin {
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";
  private static final String ALLOW_METHODS = "Access-Control-Allow-Methods";
  private static final String ALLOW_HEADERS = "Access-Control-Allow-Headers";
  private static final String MAX_AGE = "Access-Control-Max-Age";
  private static final String EXPOSE_HEADERS = "Access-Control-Expose-Headers";
  private static final String ASKED_METHOD = "Access-Control-Request-Method";
  private static final String ASKED_HEADERS = "Access-Control-Request-Headers";
  private static final int MOST_SECONDS = 600;

  private CrossOrigin() {}

  /** Whether a browser asks what a page may do, before the page does it. */
  static boolean isQuestion(HttpFields headers) {
    return headers.contains(HttpHeader.ORIGIN) && headers.contains(ASKED_METHOD);
  }

  /** Answers that, with nothing for pages that may not. */
  static void answer(Route route, HttpFields headers, Response response) {
    response.setStatus(HttpStatus.NO_CONTENT_204);
    if (allow(route, headers, response)) {
      HttpFields.Mutable answer = response.getHeaders();
      answer.put(ALLOW_METHODS, headers.get(ASKED_METHOD));
      @Nullable String asked = headers.get(ASKED_HEADERS);
      if (asked != null) {
        answer.put(ALLOW_HEADERS, asked);
      }
      answer.put(MAX_AGE, MOST_SECONDS);
    }
  }

  /** Says that the page may read the answer, where it may. */
  static boolean allow(Route route, HttpFields headers, Response response) {
    if (!route.hasOrigins()) {
      return false;
    }
    HttpFields.Mutable answer = response.getHeaders();
    answer.add(HttpHeader.VARY, HttpHeader.ORIGIN.asString());
    String origin = headers.get(HttpHeader.ORIGIN);
    if (origin == null || !route.allows(origin)) {
      return false;
    }
    answer.put(ALLOW_ORIGIN, origin);
    answer.put(EXPOSE_HEADERS, "*");
    if (route.allowsCredentials()) {
      answer.put(ALLOW_CREDENTIALS, "true");
    }
    return true;
  }
}
