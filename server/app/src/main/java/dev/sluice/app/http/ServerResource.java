package dev.sluice.app.http;

import dev.sluice.api.CallerInfo;
import dev.sluice.api.Health;
import dev.sluice.api.ServerInfo;
import dev.sluice.core.access.Caller;
import dev.sluice.core.function.FunctionQuery;
import dev.sluice.core.function.FunctionService;
import dev.sluice.spi.sandbox.HostReport;
import dev.sluice.spi.sandbox.RuntimeDescriptor;
import dev.sluice.spi.sandbox.SandboxProvider;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** The server about itself: its health, its readiness, its description. Thread-safe. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ServerResource {
  private final FunctionService functions;
  private final Supplier<ServerInfo> state;
  private final byte[] health;
  private final byte[] description = resource("openapi.json");

  ServerResource(FunctionService functions, SandboxProvider sandbox, Supplier<ServerInfo> state) {
    this.functions = functions;
    this.state = state;
    // The host was measured when the sandbox was opened: the answer does not change.
    this.health = Json.write(health(sandbox));
  }

  private static Health health(SandboxProvider sandbox) {
    HostReport report = sandbox.report();
    String version = ServerResource.class.getPackage().getImplementationVersion();
    return new Health(
        report.warnings().isEmpty() ? "up" : "degraded",
        version == null ? "built from source" : version,
        report.isolation(),
        sandbox.runtimes().stream()
            .filter(runtime -> runtime.installedVersion() != null)
            .map(RuntimeDescriptor::name)
            .toList(),
        report.warnings(),
        HealthWire.checks(report.checks()));
  }

  static byte[] resource(String name) {
    try (InputStream in = ServerResource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the server is there, for everybody. */
  @GET
  @Path("healthz")
  public Response health() {
    return Response.ok(health, MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** Whether requests can be served: the storage answers. */
  @GET
  @Path("readyz")
  public Response ready(@Context SecurityContext caller) {
    FunctionQuery any = new FunctionQuery(CallerContext.namespace(caller), Map.of(), null, null, 1);
    functions.list(any);
    return Answers.ok(Map.of("status", "ready")).build();
  }

  /** How the server is now, for everybody with a key: nothing of it is a tenant's. */
  @GET
  @Path("v1/server")
  public Response server() {
    return Answers.ok(state.get()).build();
  }

  /** Whose token it is, and what it may do. */
  @GET
  @Path("v1/caller")
  public Response caller(@Context SecurityContext context) {
    Caller caller = CallerContext.caller(context);
    List<String> scopes =
        caller.scopes().stream()
            .map(scope -> scope.name().toLowerCase(Locale.ROOT))
            .sorted()
            .toList();
    return Answers.ok(new CallerInfo(caller.name(), caller.namespace(), scopes, caller.admin()))
        .build();
  }

  @GET
  @Path("v1/openapi.json")
  public Response description() {
    return Response.ok(description, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
