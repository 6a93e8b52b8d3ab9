package dev.sluice.studio.core.log;

import dev.sluice.api.LiveEvent;
import dev.sluice.api.LogLine;
import dev.sluice.client.LogRequest;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.ServerAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log of one function: the newest lines that the server keeps, then each new one as it
 * is written. Confined to the UI thread.
 */
public final class LogPresenter {
  /** Lines kept; older ones go. */
  public static final int LIMIT = 5000;

  private static final int FIRST = 500;

  private final ServerAccess server;
  private final View view;
  private final Consumer<List<LiveEvent>> events = this::liveEvents;
  private final Consumer<ConnectionStatus> connection = this::connectionChanged;
  private final List<LogLine> lines = new ArrayList<>();
  private @Nullable String function;
  private LogLevel level = LogLevel.DEBUG;
  private boolean loading;

  /** What the presenter tells the view. */
  public interface View {

    /** Another function is followed, or its lines were replaced as a whole. */
    void replaced();

    /** Lines have come. */
    void appended(List<LogLine> added);

    /** The connection has changed. */
    void connectionChanged(ConnectionStatus status);
  }

  /** A presenter that follows nothing yet. */
  public LogPresenter(ServerAccess server, View view) {
    this.server = server;
    this.view = view;
    server.feed().listen(events);
    server.link().listen(connection);
  }

  /** Ends the calls to the view. */
  public void dispose() {
    server.feed().forget(events);
    server.link().forget(connection);
  }

  /** The function that is followed; null when none is. */
  public @Nullable String function() {
    return function;
  }

  /** The lines at or above the chosen level, oldest first; at most {@link #LIMIT}. */
  public List<LogLine> lines() {
    return lines.stream().filter(level::includes).toList();
  }

  /** The least level shown. */
  public LogLevel level() {
    return level;
  }

  /** Shows only lines at or above this level. */
  public void level(LogLevel least) {
    level = least;
    view.replaced();
  }

  /** Follows another function. */
  public void follow(String name) {
    if (!name.equals(function)) {
      function = name;
      lines.clear();
      view.replaced();
      load();
    }
  }

  /** Forgets the lines shown; new ones still come. */
  public void clear() {
    lines.clear();
    view.replaced();
  }

  private void connectionChanged(ConnectionStatus status) {
    view.connectionChanged(status);
    if (status.connected()) {
      load();
    }
  }

  private void load() {
    String name = function;
    if (name == null || !server.link().status().connected()) {
      return;
    }
    loading = true;
    server
        .calls()
        .startQuietly(
            "Loading the log of " + name,
            client -> client.logs(name, LogRequest.newest(FIRST)),
            found -> loaded(name, found),
            failure -> failed(name));
  }

  private void loaded(String name, List<LogLine> found) {
    if (!name.equals(function)) {
      return;
    }
    loading = false;
    long last = found.isEmpty() ? -1 : found.get(found.size() - 1).id();
    List<LogLine> newer = lines.stream().filter(line -> line.id() > last).toList();
    lines.clear();
    lines.addAll(found);
    lines.addAll(newer);
    view.replaced();
  }

  private void failed(String name) {
    if (name.equals(function)) {
      loading = false;
      // Those that came meanwhile were kept for the ones that were to stand before them.
      view.replaced();
    }
  }

  private void liveEvents(List<LiveEvent> batch) {
    List<LogLine> added = new ArrayList<>();
    long last = lines.isEmpty() ? -1 : lines.get(lines.size() - 1).id();
    for (LiveEvent event : batch) {
      LogLine line = event.log();
      if (line != null && line.function().equals(function) && line.id() > last) {
        added.add(line);
        last = line.id();
      }
    }
    if (added.isEmpty()) {
      return;
    }
    lines.addAll(added);
    int over = lines.size() - LIMIT;
    if (over > 0) {
      lines.subList(0, over).clear();
    }
    if (!loading) {
      view.appended(added.stream().filter(level::includes).toList());
    }
  }
}
