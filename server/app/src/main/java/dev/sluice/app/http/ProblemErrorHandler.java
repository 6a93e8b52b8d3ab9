package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.Problem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers with problem+json what Jetty refuses before, or after, it is anybody else's. */
final class ProblemErrorHandler extends ErrorHandler {
  /** The one status above 499 that is the caller's doing. */
  private static final int VERSION_NOT_SUPPORTED = 505;

  private final Problems problems;

  ProblemErrorHandler(Problems problems) {
    this.problems = problems;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Throwable cause = (Throwable) request.getAttribute(ERROR_EXCEPTION);
    int status = response.getStatus();
    Problem problem =
        status >= 400 && (status < 500 || status == VERSION_NOT_SUPPORTED)
            ? refused(status, (String) request.getAttribute(ERROR_MESSAGE))
            : problems.of(
                cause == null ? new IllegalStateException("status " + status) : cause,
                request.getMethod(),
                request.getHttpURI().getPath());
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.write(true, ByteBuffer.wrap(Json.write(problem)), callback);
    return true;
  }

  private static Problem refused(int status, @Nullable String reason) {
    ErrorCode code = Problems.code(status);
    Problem problem =
        Problems.problem(
            code == null ? ErrorCode.INVALID_REQUEST : code,
            "The request is not HTTP as the server takes it"
                + (reason == null ? "." : ": " + reason + "."),
            null,
            null);
    // The status says more than the code's own, as in 414 and 431.
    return new Problem(
        problem.type(),
        problem.title(),
        status,
        problem.code(),
        problem.culprit(),
        problem.detail(),
        problem.hint(),
        problem.instance(),
        null,
        null,
        problem.retryAfterSeconds());
  }
}
