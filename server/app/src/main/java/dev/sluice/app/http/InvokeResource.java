package dev.sluice.app.http;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Invokes a function. Thread-safe. */
@Path("/v1/functions/{function}/invoke")
public final class InvokeResource {
  private final InvokeEndpoint endpoint;

  InvokeResource(InvokeEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @POST
  public Response invoke(
      @Context SecurityContext caller,
      @Context HttpHeaders headers,
      @PathParam("function") String function,
      @QueryParam("qualifier") @Nullable String qualifier,
      @QueryParam("mode") @Nullable String mode,
      @QueryParam("log") @Nullable String log,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    byte[] payload = Bodies.read(body, length, endpoint.bodyLimit());
    InvokeAnswer answer =
        endpoint.answer(
            CallerContext.namespace(caller),
            function,
            qualifier,
            mode,
            log,
            new InvokeEndpoint.Event(
                headers.getHeaderString(HttpHeaders.CONTENT_TYPE), cloudEvent(headers), payload));
    Response.ResponseBuilder response =
        Response.status(answer.status()).header(HttpHeaders.CONTENT_TYPE, answer.contentType());
    if (answer.status() != Response.Status.NO_CONTENT.getStatusCode()) {
      response.entity(answer.body());
    }
    List<String> more = answer.headers();
    for (int i = 0; i < more.size(); i += 2) {
      response.header(more.get(i), more.get(i + 1));
    }
    return response.build();
  }

  private static Map<String, String> cloudEvent(HttpHeaders headers) {
    if (headers.getHeaderString(CloudEvents.VERSION_HEADER) == null) {
      return Map.of();
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    headers
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (name.toLowerCase(Locale.ROOT).startsWith(CloudEvents.PREFIX)) {
                attributes.put(name.substring(CloudEvents.PREFIX.length()), values.get(0));
              }
            });
    return attributes;
  }
}
