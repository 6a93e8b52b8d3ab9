package dev.sluice.app.http;

import dev.sluice.api.BuildLogLine;
import dev.sluice.api.LiveEvent;
import dev.sluice.api.Page;
import dev.sluice.core.build.BuildLine;
import dev.sluice.core.build.BuildRecord;
import dev.sluice.core.build.BuildRecord.State;
import dev.sluice.core.build.BuildService;
import dev.sluice.core.function.FunctionService;
import dev.sluice.core.live.LiveMessage;
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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The builds of one function and their logs; the first are there before the function is.
 * Thread-safe.
 */
@Path("/v1/functions/{function}/builds")
@Produces(MediaType.APPLICATION_JSON)
public final class BuildsResource {
  private final FunctionService functions;
  private final BuildService builds;
  private final LiveStreams streams;

  BuildsResource(FunctionService functions, BuildService builds, LiveStreams streams) {
    this.functions = functions;
    this.builds = builds;
    this.streams = streams;
  }

  @GET
  public Response list(
      @Context SecurityContext caller,
      @PathParam("function") String function,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    String namespace = CallerContext.namespace(caller);
    int size = Params.limit(limit, FunctionsResource.USUAL_PAGE, FunctionsResource.MAX_PAGE);
    List<BuildRecord> found = builds.list(namespace, function, Params.text(cursor), size + 1);
    if (found.isEmpty()) {
      // No builds of no function is a mistake in the name.
      functions.get(namespace, function);
    }
    return Answers.page(found, size, BuildWire::build, BuildRecord::id);
  }

  @GET
  @Path("{build}")
  public Response get(
      @Context SecurityContext caller,
      @PathParam("function") String function,
      @PathParam("build") String id) {
    return Answers.ok(BuildWire.build(builds.get(CallerContext.namespace(caller), function, id)))
        .build();
  }

  /**
   * The log, as far as it is kept. With {@code follow} its lines come as server-sent events, as in
   * {@code /v1/stream}; the last event is the end of the build.
   */
  @GET
  @Path("{build}/log")
  @Produces({MediaType.APPLICATION_JSON, LiveStreams.MEDIA_TYPE + ";qs=0.5"})
  public Response log(
      @Context SecurityContext caller,
      @PathParam("function") String function,
      @PathParam("build") String id,
      @QueryParam("follow") @Nullable String follow) {
    String namespace = CallerContext.namespace(caller);
    builds.get(namespace, function, id);
    return Params.flag("follow", follow)
        ? follow(namespace, function, id)
        : Answers.ok(new Page<>(lines(namespace, function, id), null)).build();
  }

  private List<BuildLogLine> lines(String namespace, String function, String id) {
    return BuildWire.lines(id, builds.log(namespace, function, id));
  }

  private Response follow(String namespace, String function, String id) {
    // A line that is written while the log is read comes both ways.
    AtomicLong last = new AtomicLong();
    return streams.open(
        message -> isOf(message, id),
        events -> {
          for (BuildLogLine line : lines(namespace, function, id)) {
            last.set(line.number());
            write(events, new BuildLine(namespace, function, id, line.number(), line.text()));
          }
          end(events, builds.get(namespace, function, id));
        },
        (events, message) -> {
          if (message instanceof BuildLine line && line.number() > last.get()) {
            last.set(line.number());
            write(events, line);
          } else if (message instanceof BuildRecord build) {
            end(events, build);
          }
        });
  }

  private static boolean isOf(LiveMessage message, String id) {
    return message instanceof BuildLine line
        ? line.build().equals(id)
        : message instanceof BuildRecord build && build.id().equals(id);
  }

  private static void write(EventStream events, BuildLine line) {
    events.event(Long.toString(line.number()), LiveWire.BUILDS, json(line));
  }

  private static void end(EventStream events, BuildRecord build) {
    if (build.state() != State.RUNNING) {
      events.event("end", LiveWire.BUILDS, json(build));
      events.end();
    }
  }

  private static byte[] json(LiveMessage message) {
    LiveEvent event = LiveWire.event(LiveWire.BUILDS, message);
    return Json.write(event);
  }
}
