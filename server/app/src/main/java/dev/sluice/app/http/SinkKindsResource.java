package dev.sluice.app.http;

import dev.sluice.api.Page;
import dev.sluice.api.SinkKindInfo;
import dev.sluice.spi.source.Configurable;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collection;

/** What sinks can be. Thread-safe. */
@Path("/v1/sink-kinds")
@Produces(MediaType.APPLICATION_JSON)
public final class SinkKindsResource {
  private final Collection<? extends Configurable> kinds;

  SinkKindsResource(Collection<? extends Configurable> kinds) {
    this.kinds = kinds;
  }

  @GET
  public Response list() {
    return Answers.ok(
            new Page<>(
                kinds.stream()
                    .map(
                        kind ->
                            new SinkKindInfo(kind.name(), kind.summary(), SourceWire.options(kind)))
                    .toList(),
                null))
        .build();
  }
}
