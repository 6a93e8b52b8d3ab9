package dev.sluice.app.http;

import dev.sluice.api.NamespaceInfo;
import dev.sluice.api.NamespaceSpec;
import dev.sluice.api.Page;
import dev.sluice.core.access.Caller;
import dev.sluice.core.namespace.NamespaceRecord;
import dev.sluice.core.namespace.NamespaceService;
import dev.sluice.core.namespace.NamespaceUse;
import dev.sluice.core.namespace.Quota;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Namespaces: the admin's, but everybody may see the own one. Thread-safe. */
@Path("/v1/namespaces")
@Produces(MediaType.APPLICATION_JSON)
public final class NamespacesResource {
  private static final int BODY_LIMIT = 1 << 20;

  private final NamespaceService namespaces;

  NamespacesResource(NamespaceService namespaces) {
    this.namespaces = namespaces;
  }

  /** All of them; for a key, its own. */
  @GET
  public Response list(@Context SecurityContext context) {
    Caller caller = CallerContext.caller(context);
    List<NamespaceInfo> items =
        namespaces.list().stream()
            .filter(one -> caller.admin() || one.name().equals(caller.namespace()))
            .map(this::info)
            .toList();
    return Answers.ok(new Page<>(items, null)).build();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @Context SecurityContext context,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    CallerContext.caller(context).requireAdmin();
    NamespaceRecord made = namespaces.create(read(body, length));
    return Revisions.tagged(
        Answers.created(info(made), "namespaces", made.name()), made.revision());
  }

  @GET
  @Path("{namespace}")
  public Response get(
      @Context SecurityContext context,
      @PathParam("namespace") String name,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
    requireVisible(CallerContext.caller(context), name);
    NamespaceRecord found = namespaces.get(name);
    return Revisions.read(info(found), found.revision(), known);
  }

  @PUT
  @Path("{namespace}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(
      @Context SecurityContext context,
      @PathParam("namespace") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    requireVisible(CallerContext.caller(context), name);
    CallerContext.caller(context).requireAdmin();
    NamespaceRecord set = namespaces.replace(name, read(body, length), Revisions.required(ifMatch));
    return Revisions.tagged(
        set.revision() == 1
            ? Answers.created(info(set), "namespaces", name)
            : Answers.ok(info(set)),
        set.revision());
  }

  @DELETE
  @Path("{namespace}")
  public Response delete(@Context SecurityContext context, @PathParam("namespace") String name) {
    requireVisible(CallerContext.caller(context), name);
    CallerContext.caller(context).requireAdmin();
    namespaces.delete(name);
    return Response.noContent().build();
  }

  /** What belongs to others is not there. */
  private static void requireVisible(Caller caller, String name) {
    if (!caller.admin() && !caller.namespace().equals(name)) {
      throw NamespaceService.missing(name);
    }
  }

  private static NamespaceSpec read(InputStream body, @Nullable String length) {
    return Json.read(Bodies.read(body, length, BODY_LIMIT), NamespaceSpec.class);
  }

  private NamespaceInfo info(NamespaceRecord is) {
    NamespaceUse use = namespaces.use(is.name());
    Quota quota = is.quota();
    boolean made = is.revision() > 0;
    return new NamespaceInfo(
        is.name(),
        is.description(),
        quota.functions(),
        quota.concurrency(),
        quota.codeBytes(),
        quota.logBytes(),
        quota.invocationsPerMinute(),
        quota.hostNetwork(),
        use.functions(),
        use.codeBytes(),
        made ? is.createdAt() : null,
        made ? is.modifiedAt() : null,
        is.revision());
  }
}
