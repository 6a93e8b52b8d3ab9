package dev.sluice.app.http;

import dev.sluice.core.function.FunctionService;
import dev.sluice.core.stats.StatsQuery;
import dev.sluice.core.stats.StatsService;
import dev.sluice.core.stats.Top;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers of one function over time. Thread-safe. */
@Path("/v1/functions/{function}/stats")
@Produces(MediaType.APPLICATION_JSON)
public final class StatsResource {
  private static final List<String> BY = List.of("version", "alias");

  private final FunctionService functions;
  private final StatsService stats;

  StatsResource(FunctionService functions, StatsService stats) {
    this.functions = functions;
    this.stats = stats;
  }

  @GET
  public Response stats(
      @Context SecurityContext caller,
      @PathParam("function") String function,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("step") @Nullable String step,
      @QueryParam("by") @Nullable String by,
      @QueryParam("distribution") @Nullable String distribution) {
    String namespace = CallerContext.namespace(caller);
    functions.get(namespace, function);
    String apart = Params.word("by", by, BY);
    StatsQuery query =
        stats.query(
            namespace,
            List.of(function),
            Params.instant("from", from),
            Params.instant("to", to),
            Params.duration("step", step),
            apart == null
                ? StatsQuery.By.NOTHING
                : apart.equals("version") ? StatsQuery.By.VERSION : StatsQuery.By.QUALIFIER);
    StatsWire wire = new StatsWire(query, true, Params.flag("distribution", distribution));
    return Answers.ok(wire.info(function, stats.read(query, Top.ALL))).build();
  }
}
