package dev.sluice.app.http;

import dev.sluice.core.stats.StatsQuery;
import dev.sluice.core.stats.StatsService;
import dev.sluice.core.stats.Top;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers of several functions over time, or of all of the caller's namespace. Thread-safe. */
@Path("/v1/stats")
@Produces(MediaType.APPLICATION_JSON)
public final class NamespaceStatsResource {
  private static final int USUAL = 20;
  private static final int MOST = 10_000;

  /** Of these each step is told. */
  private static final int MOST_WITH_STEPS = 100;

  private static final List<String> SORTS =
      Arrays.stream(Top.Order.values())
          .map(order -> order.name().toLowerCase(Locale.ROOT))
          .toList();

  private final StatsService stats;

  NamespaceStatsResource(StatsService stats) {
    this.stats = stats;
  }

  @GET
  public Response stats(
      @Context SecurityContext caller,
      @Context UriInfo uri,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("step") @Nullable String step,
      @QueryParam("sort") @Nullable String sort,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("steps") @Nullable String steps) {
    List<String> functions = uri.getQueryParameters().getOrDefault("function", List.of());
    StatsQuery query =
        stats.query(
            CallerContext.namespace(caller),
            functions,
            Params.instant("from", from),
            Params.instant("to", to),
            Params.duration("step", step),
            StatsQuery.By.FUNCTION);
    String order = Params.word("sort", sort, SORTS);
    Top top =
        new Top(
            order == null
                ? Top.Order.INVOCATIONS
                : Top.Order.valueOf(order.toUpperCase(Locale.ROOT)),
            Params.limit(limit, Math.max(USUAL, functions.size()), MOST));
    boolean each = steps == null || Params.flag("steps", steps);
    if (each && top.limit() > MOST_WITH_STEPS) {
      throw Params.wrong(
          "limit",
          Integer.toString(top.limit()),
          "Of more than " + MOST_WITH_STEPS + " functions only sums are told: give steps=false.");
    }
    return Answers.ok(new StatsWire(query, each, false).info(null, stats.read(query, top))).build();
  }
}
