package dev.sluice.app.http;

import dev.sluice.api.Page;
import dev.sluice.api.SecretInfo;
import dev.sluice.api.SecretSpec;
import dev.sluice.core.secret.SecretRecord;
import dev.sluice.core.secret.SecretService;
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

/** Secrets of the caller's namespace: their values come in and never out. Thread-safe. */
@Path("/v1/secrets")
@Produces(MediaType.APPLICATION_JSON)
public final class SecretsResource {
  private static final int BODY_LIMIT = 1 << 20;

  private final SecretService secrets;

  SecretsResource(SecretService secrets) {
    this.secrets = secrets;
  }

  @GET
  public Response list(@Context SecurityContext caller) {
    return Answers.ok(
            new Page<>(
                secrets.list(CallerContext.namespace(caller)).stream()
                    .map(SecretsResource::info)
                    .toList(),
                null))
        .build();
  }

  @GET
  @Path("{secret}")
  public Response get(@Context SecurityContext caller, @PathParam("secret") String name) {
    return Answers.ok(info(secrets.get(CallerContext.namespace(caller), name))).build();
  }

  @PUT
  @Path("{secret}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response set(
      @Context SecurityContext caller,
      @PathParam("secret") String name,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    SecretSpec spec = Json.read(Bodies.read(body, length, BODY_LIMIT), SecretSpec.class);
    SecretRecord set = secrets.set(CallerContext.namespace(caller), name, spec.value());
    return (set.revision() == 1
            ? Answers.created(info(set), "secrets", name)
            : Answers.ok(info(set)))
        .build();
  }

  @DELETE
  @Path("{secret}")
  public Response delete(@Context SecurityContext caller, @PathParam("secret") String name) {
    secrets.delete(CallerContext.namespace(caller), name);
    return Response.noContent().build();
  }

  private static SecretInfo info(SecretRecord is) {
    return new SecretInfo(
        is.name(), is.namespace(), is.createdAt(), is.modifiedAt(), is.revision());
  }
}
