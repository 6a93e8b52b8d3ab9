package dev.sluice.app.http;

import dev.sluice.api.LogLine;
import dev.sluice.api.LogOwner;
import dev.sluice.api.Page;
import dev.sluice.core.function.FunctionService;
import dev.sluice.core.invocation.LogQuery;
import dev.sluice.core.invocation.LogRecord;
import dev.sluice.core.live.LiveMessage;
import dev.sluice.core.log.LineFilter;
import dev.sluice.core.log.LogService;
import dev.sluice.core.source.SourceService;
import dev.sluice.core.workflow.WorkflowService;
import dev.sluice.spi.sandbox.OutputSink.Level;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads logs of one owner, some, or a whole namespace, as requests ask. Thread-safe. */
final class LogReads {
  private static final int USUAL = 1_000;
  private static final int MOST = 10_000;
  private static final int MOST_OWNERS = 100;
  private static final List<String> LEVELS =
      Arrays.stream(Level.values()).map(InvocationWire::word).toList();

  private final FunctionService functions;
  private final WorkflowService workflows;
  private final SourceService sources;
  private final LogService logs;
  private final LiveStreams streams;

  LogReads(
      FunctionService functions,
      WorkflowService workflows,
      SourceService sources,
      LogService logs,
      LiveStreams streams) {
    this.functions = functions;
    this.workflows = workflows;
    this.sources = sources;
    this.logs = logs;
    this.streams = streams;
  }

  /**
   * Lines, oldest first: the newest so many, or the first after the id that {@code since} names.
   * With {@code follow} they go on as server-sent events.
   *
   * @param function null for those that the parameters {@code function}, {@code workflow} and
   *     {@code source} name, or all of the caller's namespace
   */
  Response read(
      SecurityContext caller, @Nullable String function, UriInfo uri, @Nullable String lastSeen) {
    MultivaluedMap<String, String> given = uri.getQueryParameters();
    String since = given.getFirst("since");
    String from = lastSeen == null || lastSeen.isEmpty() ? since : lastSeen;
    boolean byId = from != null && from.matches("[0-9]{1,18}");
    String named = Params.word("level", given.getFirst("level"), LEVELS);
    LogQuery query =
        new LogQuery(
            CallerContext.namespace(caller),
            function == null ? owners(given) : List.of(function),
            Params.text(given.getFirst("version")),
            Params.text(about(given)),
            named == null ? null : Level.valueOf(named.toUpperCase(Locale.ROOT)),
            Params.text(given.getFirst("q")),
            byId ? null : Params.instant("since", from),
            Params.instant("until", given.getFirst("until")),
            byId ? Long.valueOf(from) : null,
            !byId,
            Params.limit(given.getFirst("limit"), USUAL, MOST));
    return Params.flag("follow", given.getFirst("follow")) ? follow(query) : list(query);
  }

  private static List<String> owners(MultivaluedMap<String, String> given) {
    List<String> owners = new ArrayList<>(named(given, "function", LogOwner::function));
    owners.addAll(named(given, "workflow", LogOwner::workflow));
    owners.addAll(named(given, "source", LogOwner::source));
    if (owners.size() > MOST_OWNERS) {
      throw Params.wrong(
          "function",
          owners.size() + " names",
          "Name at most " + MOST_OWNERS + ", or none for all.");
    }
    return owners;
  }

  private static List<String> named(
      MultivaluedMap<String, String> given, String parameter, Function<String, LogOwner> owner) {
    return given.getOrDefault(parameter, List.of()).stream()
        .map(name -> owner.apply(name).toString())
        .toList();
  }

  private static @Nullable String about(MultivaluedMap<String, String> given) {
    String invocation = given.getFirst("invocation");
    String execution = given.getFirst("execution");
    if (invocation != null && execution != null) {
      throw Params.wrong("execution", "beside 'invocation'", "Give one of them.");
    }
    return invocation == null ? execution : invocation;
  }

  private Response list(LogQuery query) {
    List<LogRecord> found = stored(query);
    List<LogLine> items = found.stream().map(InvocationWire::line).toList();
    boolean more = !query.newest() && found.size() == query.limit();
    String next = more ? Long.toString(found.get(found.size() - 1).id()) : null;
    return Answers.ok(new Page<>(items, next)).build();
  }

  /** Lines outlive whose they are; no lines of nothing is a mistake in the name. */
  private List<LogRecord> stored(LogQuery query) {
    List<LogRecord> found = logs.list(query);
    Set<String> seen = found.stream().map(LogRecord::owner).collect(Collectors.toSet());
    query.owners().stream()
        .filter(owner -> !seen.contains(owner))
        .forEach(owner -> require(query.namespace(), LogOwner.parse(owner)));
    return found;
  }

  private void require(String namespace, LogOwner owner) {
    Object unused =
        switch (owner.kind()) {
          case FUNCTION -> functions.get(namespace, owner.name());
          case WORKFLOW -> workflows.get(namespace, owner.name(), null);
          case SOURCE -> sources.get(namespace, owner.name());
        };
  }

  private Response follow(LogQuery query) {
    query.owners().forEach(owner -> require(query.namespace(), LogOwner.parse(owner)));
    // A line that is written while the stored ones are read comes both ways.
    Set<Long> sent = new HashSet<>();
    return streams.open(
        filter(query),
        events ->
            logs.list(query)
                .forEach(
                    line -> {
                      sent.add(line.id());
                      write(events, line);
                    }),
        (events, message) -> {
          if (message instanceof LogRecord line && !sent.remove(line.id())) {
            write(events, line);
          }
        });
  }

  private static void write(EventStream events, LogRecord line) {
    events.event(Long.toString(line.id()), LiveWire.LOGS, Json.write(InvocationWire.line(line)));
  }

  private static Predicate<LiveMessage> filter(LogQuery query) {
    LineFilter wanted = new LineFilter(query);
    return message -> message instanceof LogRecord line && wanted.test(line);
  }
}
