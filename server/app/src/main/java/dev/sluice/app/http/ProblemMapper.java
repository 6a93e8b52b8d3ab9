package dev.sluice.app.http;

import dev.sluice.api.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Turns every exception that leaves a resource, or the router, into problem+json. Thread-safe. */
final class ProblemMapper implements ExceptionMapper<Throwable> {
  private final Problems problems;

  /** Proxies of the request that is being answered, set by the container. */
  @Context private UriInfo uri;

  @Context private Request request;

  @SuppressWarnings("NullAway.Init")
  ProblemMapper(Problems problems) {
    this.problems = problems;
  }

  @Override
  public Response toResponse(Throwable error) {
    Problem problem = problems.of(error, request.getMethod(), "/" + uri.getPath());
    Response.ResponseBuilder answer =
        Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(Json.write(problem));
    String[] header = Problems.header(problem);
    if (header != null) {
      answer.header(header[0], header[1]);
    }
    if (error instanceof WebApplicationException refusal) {
      String allow = refusal.getResponse().getHeaderString(HttpHeaders.ALLOW);
      if (allow != null) {
        answer.header(HttpHeaders.ALLOW, allow);
      }
    }
    return answer.build();
  }
}
