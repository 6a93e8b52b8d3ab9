package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionError;
import dev.sluice.api.Problem;
import dev.sluice.core.IdSource;
import dev.sluice.core.SluiceException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the one answer for everything that goes wrong. Thread-safe. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** What an operator has to look into, so that the answer's id must be found in the log. */
  private static final Set<ErrorCode> LOGGED =
      EnumSet.of(ErrorCode.INTERNAL, ErrorCode.SANDBOX_UNAVAILABLE, ErrorCode.STORAGE_UNAVAILABLE);

  /** Seconds after which what was refused for want of room may be tried again. */
  private static final int SOON = 1;

  private static final long NEARLY_A_SECOND = 999_999_999;

  private final IdSource ids;

  Problems(IdSource ids) {
    this.ids = ids;
  }

  /** The problem that an exception is; the grave ones are logged with their id. */
  Problem of(Throwable error, String method, String path) {
    if (error instanceof SluiceException refusal) {
      return refusal(refusal, method, path);
    }
    if (error instanceof WebApplicationException refusal) {
      ErrorCode code = code(refusal.getResponse().getStatus());
      if (code != null) {
        return problem(code, detail(code, method, path), hint(code), null);
      }
    }
    String instance = ids.next();
    LOG.error("Request {} {} failed, instance {}.", method, path, instance, error);
    return problem(
        ErrorCode.INTERNAL,
        "Something went wrong inside the server.",
        "Look for " + instance + " in the server's log.",
        instance);
  }

  /** The problem of a bare status. */
  Problem of(int status, Request request) {
    return of(
        new WebApplicationException(status),
        request.getMethod(),
        Request.getPathInContext(request));
  }

  private Problem refusal(SluiceException refusal, String method, String path) {
    if (!LOGGED.contains(refusal.code())) {
      return later(
          problem(refusal.code(), refusal.detail(), refusal.hint(), null), refusal.retryAfter());
    }
    String instance = ids.next();
    LOG.error("Request {} {} failed, instance {}.", method, path, instance, refusal);
    return problem(refusal.code(), refusal.detail(), refusal.hint(), instance);
  }

  /** The code of a status that the router gives; null for those that mean a bug. */
  static @Nullable ErrorCode code(int status) {
    return switch (status) {
      case 404 -> ErrorCode.ROUTE_NOT_FOUND;
      case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
      case 406 -> ErrorCode.NOT_ACCEPTABLE;
      case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
      case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
      case 503 -> ErrorCode.SHUTTING_DOWN;
      default -> status >= 400 && status < 500 ? ErrorCode.INVALID_REQUEST : null;
    };
  }

  private static String detail(ErrorCode code, String method, String path) {
    return switch (code) {
      case ROUTE_NOT_FOUND -> "There is nothing at " + path + ".";
      case METHOD_NOT_ALLOWED -> method + " is not possible at " + path + ".";
      case NOT_ACCEPTABLE -> "None of the media types in the Accept header can be given.";
      case UNSUPPORTED_MEDIA_TYPE ->
          "The Content-Type of the request is not taken at " + path + ".";
      case INVALID_REQUEST -> "A header or the path of the request cannot be read.";
      default -> code.title() + ".";
    };
  }

  private static @Nullable String hint(ErrorCode code) {
    return switch (code) {
      case ROUTE_NOT_FOUND, METHOD_NOT_ALLOWED, UNSUPPORTED_MEDIA_TYPE ->
          "GET /v1/openapi.json describes what there is.";
      default -> null;
    };
  }

  static Problem problem(
      ErrorCode code, String detail, @Nullable String hint, @Nullable String instance) {
    return problem(code, detail, hint, instance, null, null);
  }

  static Problem problem(
      ErrorCode code,
      String detail,
      @Nullable String hint,
      @Nullable String instance,
      @Nullable String invocation,
      @Nullable FunctionError error) {
    return new Problem(
        "urn:sluice:error:" + code.code(),
        code.title(),
        code.status(),
        code.code(),
        code.culprit().name().toLowerCase(Locale.ROOT),
        detail,
        hint,
        instance,
        invocation,
        error,
        code.status() == 429 || code.status() == 503 ? SOON : null);
  }

  private static Problem later(Problem problem, @Nullable Duration wait) {
    return wait == null
        ? problem
        : new Problem(
            problem.type(),
            problem.title(),
            problem.status(),
            problem.code(),
            problem.culprit(),
            problem.detail(),
            problem.hint(),
            problem.instance(),
            problem.invocation(),
            problem.error(),
            (int) Math.max(SOON, wait.plusNanos(NEARLY_A_SECOND).toSeconds()));
  }

  /** The header that belongs to a problem, as name and value; null where there is none. */
  static String @Nullable [] header(Problem problem) {
    if (problem.status() == 401) {
      return new String[] {"WWW-Authenticate", "Bearer realm=\"sluice\""};
    }
    Integer seconds = problem.retryAfterSeconds();
    return seconds == null ? null : new String[] {"Retry-After", seconds.toString()};
  }
}
