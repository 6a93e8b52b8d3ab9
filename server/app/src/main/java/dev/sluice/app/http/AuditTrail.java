package dev.sluice.app.http;

import dev.sluice.core.access.Caller;
import dev.sluice.core.audit.AuditService;
import dev.sluice.core.audit.AuditService.Origin;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Keeps a line of every change before its answer goes out: what the caller is told to be done is in
 * the audit. Thread-safe.
 */
final class AuditTrail implements ContainerResponseFilter {
  /**
   * The property of requests that says where they come from; requests without it change nothing.
   */
  private static final String ORIGIN = "dev.sluice.origin";

  private final AuditService audit;

  AuditTrail(AuditService audit) {
    this.audit = audit;
  }

  /** Lets a request that changes something be followed. */
  static void follow(ContainerRequestContext carried, Request request) {
    carried.setProperty(ORIGIN, origin(request));
  }

  private static Origin origin(Request request) {
    String address =
        request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress from
            ? String.valueOf(from.getAddress().getHostAddress())
            : "";
    return new Origin(
        address, Objects.requireNonNullElse(request.getHeaders().get(HttpHeader.USER_AGENT), ""));
  }

  /** Keeps the line of a change that the caller may not make. */
  void refused(Caller caller, Request request, String path, int status) {
    audit.record(caller, AuditSubject.of(request.getMethod(), path, null), origin(request), status);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(ORIGIN) instanceof Origin origin) {
      String made = response.getLocation() == null ? null : response.getLocation().getRawPath();
      audit.record(
          CallerContext.caller(request.getSecurityContext()),
          AuditSubject.of(
              request.getMethod(), request.getUriInfo().getRequestUri().getRawPath(), made),
          origin,
          response.getStatus());
    }
  }
}
