package dev.sluice.app.http;

import dev.sluice.api.Page;
import dev.sluice.api.RoleInfo;
import dev.sluice.api.RoleSpec;
import dev.sluice.core.role.Role;
import dev.sluice.core.role.RoleService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.jspecify.annotations.Nullable;

/** What functions of the caller's namespace may do through their context. Thread-safe. */
@Path("/v1/roles")
@Produces(MediaType.APPLICATION_JSON)
public final class RolesResource {
  private static final int BODY_LIMIT = 1 << 20;

  private final RoleService roles;

  RolesResource(RoleService roles) {
    this.roles = roles;
  }

  @GET
  public Response list(@Context SecurityContext caller) {
    return Answers.ok(
            new Page<>(
                roles.list(CallerContext.namespace(caller)).stream().map(this::info).toList(),
                null))
        .build();
  }

  @GET
  @Path("{role}")
  public Response get(@Context SecurityContext caller, @PathParam("role") String name) {
    Role is = roles.get(CallerContext.namespace(caller), name);
    return Revisions.tagged(Answers.ok(info(is)), is.revision());
  }

  @PUT
  @Path("{role}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response set(
      @Context SecurityContext caller,
      @PathParam("role") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    RoleSpec spec = Json.read(Bodies.read(body, length, BODY_LIMIT), RoleSpec.class);
    Role set = roles.set(CallerContext.namespace(caller), name, spec, Revisions.required(ifMatch));
    return Revisions.tagged(
        set.revision() == 1 ? Answers.created(info(set), "roles", name) : Answers.ok(info(set)),
        set.revision());
  }

  @DELETE
  @Path("{role}")
  public Response delete(@Context SecurityContext caller, @PathParam("role") String name) {
    roles.delete(CallerContext.namespace(caller), name);
    return Response.noContent().build();
  }

  private RoleInfo info(Role is) {
    return new RoleInfo(
        is.name(),
        is.namespace(),
        is.description(),
        is.allowed().invoke(),
        is.allowed().secrets(),
        is.allowed().emit(),
        is.allowed().bindings(),
        roles.users(is),
        is.createdAt(),
        is.modifiedAt(),
        is.revision(),
        is.manifest());
  }
}
