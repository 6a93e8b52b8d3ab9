package dev.sluice.app.http;

import dev.sluice.api.StatsInfo;
import dev.sluice.core.function.FunctionService;
import dev.sluice.core.stats.StatsQuery;
import dev.sluice.core.stats.StatsSeries;
import dev.sluice.core.stats.StatsService;
import dev.sluice.core.stats.Tally;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
      @QueryParam("by") @Nullable String by) {
    String namespace = CallerContext.namespace(caller);
    functions.get(namespace, function);
    String apart = Params.word("by", by, BY);
    StatsQuery query =
        stats.query(
            namespace,
            function,
            Params.instant("from", from),
            Params.instant("to", to),
            Params.duration("step", step),
            apart == null
                ? StatsQuery.By.NOTHING
                : apart.equals("version") ? StatsQuery.By.VERSION : StatsQuery.By.QUALIFIER);
    List<StatsInfo.Series> series =
        stats.read(query).stream().map(one -> series(one, query)).toList();
    return Answers.ok(
            new StatsInfo(function, query.from(), query.until(), query.step().toSeconds(), series))
        .build();
  }

  private static StatsInfo.Series series(StatsSeries is, StatsQuery query) {
    return new StatsInfo.Series(
        is.name().isEmpty() ? null : is.name(),
        numbers(is.total(), Duration.between(query.from(), query.until())),
        is.steps().entrySet().stream()
            .map(step -> new StatsInfo.Step(step.getKey(), numbers(step.getValue(), query.step())))
            .toList());
  }

  private static StatsInfo.Numbers numbers(Tally tally, Duration over) {
    Map<String, Long> errors = new TreeMap<>();
    tally.errors().forEach((code, count) -> errors.put(code.code(), count));
    return new StatsInfo.Numbers(
        tally.invocations(),
        errors.values().stream().mapToLong(Long::longValue).sum(),
        errors,
        tally.throttled(),
        tally.replays(),
        tally.invocations() == 0 ? 0 : rounded(tally.cold() / (double) tally.invocations()),
        rounded(tally.durations().percentile(0.5)),
        rounded(tally.durations().percentile(0.9)),
        rounded(tally.durations().percentile(0.99)),
        rounded(tally.queues().percentile(0.5)),
        rounded(tally.queues().percentile(0.99)),
        rounded(tally.busy().toNanos() / (double) over.toNanos()),
        rounded(tally.processor().toNanos() / 1e6),
        tally.peakMemoryBytes(),
        tally.mebibyteMillis() / 1e3);
  }

  private static double rounded(double number) {
    return Math.round(number * 1e6) / 1e6;
  }
}
