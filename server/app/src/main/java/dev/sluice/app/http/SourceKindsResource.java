package dev.sluice.app.http;

import dev.sluice.api.Page;
import dev.sluice.core.source.KnownKinds;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What sources can be. Thread-safe. */
@Path("/v1/source-kinds")
@Produces(MediaType.APPLICATION_JSON)
public final class SourceKindsResource {
  private final KnownKinds kinds;

  SourceKindsResource(KnownKinds kinds) {
    this.kinds = kinds;
  }

  @GET
  public Response list() {
    return Answers.ok(new Page<>(kinds.all().stream().map(SourceWire::kind).toList(), null))
        .build();
  }
}
