package dev.sluice.app.http;

import dev.sluice.api.AuditInfo;
import dev.sluice.core.audit.AuditLine;
import dev.sluice.core.audit.AuditQuery;
import dev.sluice.core.audit.AuditService;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** Who changed what in the caller's namespace. Thread-safe. */
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
  private final AuditService audit;

  AuditResource(AuditService audit) {
    this.audit = audit;
  }

  @GET
  public Response list(@Context SecurityContext caller, @Context UriInfo uri) {
    MultivaluedMap<String, String> given = uri.getQueryParameters();
    int size =
        Params.limit(
            given.getFirst("limit"), FunctionsResource.USUAL_PAGE, FunctionsResource.MAX_PAGE);
    AuditQuery query =
        new AuditQuery(
            CallerContext.namespace(caller),
            Params.instant("from", given.getFirst("from")),
            Params.instant("to", given.getFirst("to")),
            Params.text(given.getFirst("who")),
            Params.text(given.getFirst("kind")),
            Params.text(given.getFirst("name")),
            Params.text(given.getFirst("cursor")),
            size + 1);
    return Answers.page(audit.list(query), size, AuditResource::info, AuditLine::id);
  }

  private static AuditInfo info(AuditLine is) {
    return new AuditInfo(
        is.id(),
        is.at(),
        is.who(),
        is.admin(),
        is.action(),
        is.kind(),
        is.name(),
        is.isDone() ? "done" : is.status() < 500 ? "refused" : "failed",
        is.status(),
        is.method(),
        is.path(),
        is.address(),
        is.agent());
  }
}
