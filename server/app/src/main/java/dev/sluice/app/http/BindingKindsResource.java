package dev.sluice.app.http;

import dev.sluice.api.Page;
import dev.sluice.spi.binding.BindingKind;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collection;

/** What bindings can be. Thread-safe. */
@Path("/v1/binding-kinds")
@Produces(MediaType.APPLICATION_JSON)
public final class BindingKindsResource {
  private final Collection<BindingKind> kinds;

  BindingKindsResource(Collection<BindingKind> kinds) {
    this.kinds = kinds;
  }

  @GET
  public Response list() {
    return Answers.ok(new Page<>(kinds.stream().map(BindingWire::kind).toList(), null)).build();
  }
}
