package dev.sluice.studio.core.log;

import dev.sluice.api.LiveEvent;
import dev.sluice.api.LogLine;
import dev.sluice.api.LogOwner;
import dev.sluice.client.LogRequest;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.ServerAccess;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows the logs of functions, workflows and sources, one, several or all: the newest lines that
 * the server keeps, then each new one as it is written, and on request the ones before. Confined to
 * the UI thread.
 */
public final class LogPresenter {
  /** Lines kept while new ones come; older ones go. */
  public static final int LIMIT = 5000;

  /** Lines kept at most, with those that were asked for by scrolling back. */
  public static final int MOST = 50_000;

  private static final int FIRST = 500;
  private static final int PAGE = 1000;

  private final ServerAccess server;
  private final Clock clock;
  private final View view;
  private final Consumer<List<LiveEvent>> events = this::liveEvents;
  private final Consumer<ConnectionStatus> connection = this::connectionChanged;
  private final List<LogLine> lines = new ArrayList<>();
  private List<LogOwner> owners = List.of();
  private boolean everything;
  private LogFilter filter = LogFilter.ALL;
  private Predicate<LogLine> test = filter.test();
  private boolean loading;
  private boolean older;
  private int limit = LIMIT;

  /** The id of the last line that was loaded: live ones up to it are among those. */
  private long loadedTo = -1;

  private int asked;

  /** What the presenter tells the view. */
  public interface View {

    /** Another log is followed, or its lines were replaced as a whole. */
    void replaced();

    /** Lines have come. */
    void appended(List<LogLine> added);

    /** Lines of before have been loaded. */
    void prepended(List<LogLine> added);

    /** The connection has changed. */
    void connectionChanged(ConnectionStatus status);
  }

  /** A presenter that follows nothing yet. */
  public LogPresenter(ServerAccess server, Clock clock, View view) {
    this.server = server;
    this.clock = clock;
    this.view = view;
    server.feed().listen(events);
    server.link().listen(connection);
  }

  /** Ends the calls to the view. */
  public void dispose() {
    server.feed().forget(events);
    server.link().forget(connection);
  }

  /** The function that is followed; null when none is, or something else or more. */
  public @Nullable String function() {
    return owners.size() == 1 && owners.get(0).kind() == LogOwner.Kind.FUNCTION
        ? owners.get(0).name()
        : null;
  }

  /** Whose logs are followed; empty when none are, or all. */
  public List<LogOwner> owners() {
    return owners;
  }

  /** Whether all logs are followed. */
  public boolean everything() {
    return everything;
  }

  /** The lines that pass the filter, oldest first. */
  public List<LogLine> lines() {
    return lines.stream().filter(test).toList();
  }

  /** Which lines are shown. */
  public LogFilter filter() {
    return filter;
  }

  /** Shows only lines that pass this; the server is asked for them again. */
  public void filter(LogFilter wanted) {
    if (!wanted.equals(filter)) {
      filter = wanted;
      test = wanted.test();
      view.replaced();
      load();
    }
  }

  /** Follows the logs of these. */
  public void follow(List<LogOwner> wanted) {
    if (everything || !wanted.equals(owners)) {
      owners = List.copyOf(wanted);
      everything = false;
      restart();
    }
  }

  /** Follows all logs of the namespace. */
  public void followAll() {
    if (!everything) {
      owners = List.of();
      everything = true;
      restart();
    }
  }

  /**
   * Looks for what has a log.
   *
   * @param failed is told in a sentence why nothing was found
   */
  public void choices(Consumer<List<LogNames.Choice>> found, Consumer<String> failed) {
    server
        .calls()
        .start(
            "Looking for what has a log",
            LogNames::read,
            found,
            failure -> failed.accept(failure.sentence()));
  }

  /** Forgets the lines shown; new ones still come. */
  public void clear() {
    lines.clear();
    limit = LIMIT;
    older = false;
    view.replaced();
  }

  /** Whether the server may have lines before the first. */
  public boolean hasOlder() {
    return older && lines.size() < MOST;
  }

  /** Loads lines before the first, if the server has any and they are not being loaded. */
  public void loadOlder() {
    if (loading || !hasOlder() || lines.isEmpty() || !server.link().status().connected()) {
      return;
    }
    LogLine first = lines.get(0);
    // Inclusive of the first one's time, as others may bear the same; known ones are passed over.
    LogRequest wanted =
        new LogRequest(
            version(), invocation(), level(), part(), since(), first.time().plusNanos(1000), PAGE);
    ask(
        wanted,
        found -> {
          List<LogLine> before = found.stream().filter(line -> line.id() < first.id()).toList();
          older = !before.isEmpty() && found.size() == PAGE;
          lines.addAll(0, before);
          limit = Math.min(MOST, Math.max(limit, lines.size() + LIMIT));
          view.prepended(before.stream().filter(test).toList());
        });
  }

  private void restart() {
    lines.clear();
    limit = LIMIT;
    loadedTo = -1;
    older = false;
    view.replaced();
    load();
  }

  private void connectionChanged(ConnectionStatus status) {
    view.connectionChanged(status);
    if (status.connected()) {
      load();
    }
  }

  private void load() {
    if (owners.isEmpty() && !everything || !server.link().status().connected()) {
      return;
    }
    ask(
        new LogRequest(version(), invocation(), level(), part(), since(), null, FIRST),
        found -> {
          loadedTo = found.isEmpty() ? -1 : found.get(found.size() - 1).id();
          List<LogLine> newer = lines.stream().filter(line -> line.id() > loadedTo).toList();
          lines.clear();
          lines.addAll(found);
          lines.addAll(newer);
          limit = LIMIT;
          older = found.size() == FIRST;
          view.replaced();
        });
  }

  private @Nullable Instant since() {
    return filter.time().since(clock.instant());
  }

  private @Nullable String version() {
    return filter.version().isEmpty() ? null : filter.version();
  }

  private @Nullable String invocation() {
    return filter.invocation().isEmpty() ? null : filter.invocation();
  }

  private @Nullable String level() {
    return filter.level() == LogLevel.DEBUG
        ? null
        : filter.level().name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The server knows no regular expressions: it sends all lines and they are looked at here. */
  private @Nullable String part() {
    return filter.text().isEmpty() || filter.text().startsWith("/") ? null : filter.text();
  }

  private void ask(LogRequest wanted, Consumer<List<LogLine>> done) {
    loading = true;
    int mine = ++asked;
    List<LogOwner> whose = owners;
    server
        .calls()
        .startQuietly(
            whose.size() == 1 ? "Loading the log of " + LogNames.words(whose) : "Loading the logs",
            client -> client.logs(whose, wanted),
            found -> {
              if (mine == asked) {
                loading = false;
                done.accept(found);
              }
            },
            failure -> {
              if (mine == asked) {
                loading = false;
                // Those that came meanwhile were kept for the ones that were to stand before them.
                view.replaced();
              }
            });
  }

  private void liveEvents(List<LiveEvent> batch) {
    List<LogLine> added = new ArrayList<>();
    for (LiveEvent event : batch) {
      LogLine line = event.log();
      if (line != null
          && (everything || owners.contains(line.owner()))
          && line.id() > loadedTo
          && test.test(line)) {
        added.add(line);
      }
    }
    if (added.isEmpty()) {
      return;
    }
    lines.addAll(added);
    int over = lines.size() - limit;
    if (over > 0) {
      lines.subList(0, over).clear();
      older = true;
    }
    if (!loading) {
      view.appended(added);
    }
  }
}
