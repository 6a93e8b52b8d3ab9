package dev.sluice.app.http;

import dev.sluice.api.Page;
import dev.sluice.spi.source.SourceKind;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collection;

/** What sources can be. Thread-safe. */
@Path("/v1/source-kinds")
@Produces(MediaType.APPLICATION_JSON)
public final class SourceKindsResource {
  private final Collection<SourceKind> kinds;

  SourceKindsResource(Collection<SourceKind> kinds) {
    this.kinds = kinds;
  }

  @GET
  public Response list() {
    return Answers.ok(new Page<>(kinds.stream().map(SourceWire::kind).toList(), null)).build();
  }
}
