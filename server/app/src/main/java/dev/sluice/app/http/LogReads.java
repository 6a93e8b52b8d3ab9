package dev.sluice.app.http;

import dev.sluice.api.LogLine;
import dev.sluice.api.Page;
import dev.sluice.core.function.FunctionService;
import dev.sluice.core.invocation.LogQuery;
import dev.sluice.core.invocation.LogRecord;
import dev.sluice.core.live.LiveMessage;
import dev.sluice.core.log.LineFilter;
import dev.sluice.core.log.LogService;
import dev.sluice.spi.sandbox.OutputSink.Level;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads logs of one function, or of a whole namespace, as requests ask for them. Thread-safe. */
final class LogReads {
  private static final int USUAL = 1_000;
  private static final int MOST = 10_000;
  private static final int MOST_FUNCTIONS = 100;
  private static final List<String> LEVELS =
      Arrays.stream(Level.values()).map(InvocationWire::word).toList();

  private final FunctionService functions;
  private final LogService logs;
  private final LiveStreams streams;

  LogReads(FunctionService functions, LogService logs, LiveStreams streams) {
    this.functions = functions;
    this.logs = logs;
    this.streams = streams;
  }

  /**
   * Lines, oldest first: the newest so many, or the first after the id that {@code since} names.
   * With {@code follow} they go on as server-sent events.
   *
   * @param function null for those that the parameter {@code function} names, or all of the
   *     caller's namespace
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
            function == null ? named(given) : List.of(function),
            Params.text(given.getFirst("version")),
            Params.text(given.getFirst("invocation")),
            named == null ? null : Level.valueOf(named.toUpperCase(Locale.ROOT)),
            Params.text(given.getFirst("q")),
            byId ? null : Params.instant("since", from),
            Params.instant("until", given.getFirst("until")),
            byId ? Long.valueOf(from) : null,
            !byId,
            Params.limit(given.getFirst("limit"), USUAL, MOST));
    return Params.flag("follow", given.getFirst("follow")) ? follow(query) : list(query);
  }

  private static List<String> named(MultivaluedMap<String, String> given) {
    List<String> functions = given.getOrDefault("function", List.of());
    if (functions.size() > MOST_FUNCTIONS) {
      throw Params.wrong(
          "function",
          functions.size() + " names",
          "Name at most " + MOST_FUNCTIONS + ", or none for all.");
    }
    return functions;
  }

  private Response list(LogQuery query) {
    List<LogRecord> found = stored(query);
    List<LogLine> items = found.stream().map(InvocationWire::line).toList();
    boolean more = !query.newest() && found.size() == query.limit();
    String next = more ? Long.toString(found.get(found.size() - 1).id()) : null;
    return Answers.ok(new Page<>(items, next)).build();
  }

  /** Lines outlive their function; no lines of no function is a mistake in the name. */
  private List<LogRecord> stored(LogQuery query) {
    List<LogRecord> found = logs.list(query);
    if (found.isEmpty()) {
      requireFunction(query);
    }
    return found;
  }

  private void requireFunction(LogQuery query) {
    query.functions().forEach(function -> functions.get(query.namespace(), function));
  }

  private Response follow(LogQuery query) {
    requireFunction(query);
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
