package dev.sluice.app.http;

import dev.sluice.api.KeyInfo;
import dev.sluice.api.KeySpec;
import dev.sluice.api.Page;
import dev.sluice.core.access.KeyRecord;
import dev.sluice.core.access.KeyService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Access keys of the caller's namespace. Thread-safe. */
@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
public final class KeysResource {
  private static final int BODY_LIMIT = 64 << 10;

  private final KeyService keys;

  KeysResource(KeyService keys) {
    this.keys = keys;
  }

  @GET
  public Response list(@Context SecurityContext caller) {
    return Answers.ok(
            new Page<>(
                keys.list(CallerContext.namespace(caller)).stream()
                    .map(key -> info(key, null))
                    .toList(),
                null))
        .build();
  }

  /** The answer has the token, and nothing else ever will. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @Context SecurityContext caller,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    KeySpec spec = Json.read(Bodies.read(body, length, BODY_LIMIT), KeySpec.class);
    KeyService.Made made = keys.create(CallerContext.namespace(caller), spec);
    return Answers.created(info(made.key(), made.token()), "keys", made.key().name())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @GET
  @Path("{key}")
  public Response get(@Context SecurityContext caller, @PathParam("key") String name) {
    return Answers.ok(info(keys.get(CallerContext.namespace(caller), name), null)).build();
  }

  @DELETE
  @Path("{key}")
  public Response delete(@Context SecurityContext caller, @PathParam("key") String name) {
    keys.delete(CallerContext.namespace(caller), name);
    return Response.noContent().build();
  }

  private static KeyInfo info(KeyRecord key, @Nullable String token) {
    return new KeyInfo(
        key.name(),
        key.namespace(),
        key.scopes().stream().sorted().map(scope -> scope.name().toLowerCase(Locale.ROOT)).toList(),
        key.createdAt(),
        key.expiresAt(),
        token);
  }
}
