package dev.sluice.studio.core.operate;

import dev.sluice.api.FunctionError;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.LiveEvent;
import dev.sluice.api.Page;
import dev.sluice.api.Problem;
import dev.sluice.client.InvocationRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerAccess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Invocations of all functions or of one, the newest first: those that the server keeps, page by
 * page as somebody scrolls down, and each one as it ends. Confined to the UI thread.
 */
public final class InvocationsPresenter {
  /** Invocations kept; when more end, the oldest go and are loaded again on the way down. */
  public static final int LIMIT = 5000;

  private static final int PAGE = 200;

  private final ServerAccess server;
  private final ListView view;
  private final Consumer<List<LiveEvent>> events = this::liveEvents;
  private final Consumer<ConnectionStatus> connection = this::connectionChanged;
  private final List<InvocationInfo> all = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final List<InvocationInfo> held = new ArrayList<>();
  private @Nullable String function;
  private @Nullable String status;
  private String text = "";
  private boolean hold;
  private boolean more;
  private boolean loading;
  private boolean loaded;
  private int asked;
  private String message = "";

  /** A presenter that has loaded nothing yet. */
  public InvocationsPresenter(ServerAccess server, ListView view) {
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

  /**
   * Shows only some.
   *
   * @param wantedFunction its whole name; null for all
   * @param wantedStatus null for all
   * @param wantedText a part of the function's name, the version, the trigger, an id or the error
   */
  public void filter(
      @Nullable String wantedFunction, @Nullable String wantedStatus, String wantedText) {
    boolean other =
        !java.util.Objects.equals(function, wantedFunction)
            || !java.util.Objects.equals(status, wantedStatus);
    function = wantedFunction;
    status = wantedStatus;
    text = wantedText.strip().toLowerCase(Locale.ROOT);
    if (other) {
      load();
    }
    view.listChanged();
  }

  /** Whether what ends is held back, so that the list stands still. */
  public void hold(boolean now) {
    hold = now;
    if (!now && !held.isEmpty()) {
      List<InvocationInfo> late = List.copyOf(held);
      held.clear();
      add(late);
    }
    view.listChanged();
  }

  /** What is shown, the newest first. */
  public List<InvocationInfo> visible() {
    return text.isEmpty() ? List.copyOf(all) : all.stream().filter(this::says).toList();
  }

  /** Loads from the beginning. */
  public void load() {
    if (!server.link().status().connected()) {
      return;
    }
    all.clear();
    ids.clear();
    held.clear();
    more = false;
    loaded = false;
    ask();
  }

  /** Loads the page after the last one, if there is one and none is being loaded. */
  public void more() {
    if (!loading && more) {
      ask();
    }
  }

  /** Whether older ones than those shown are on the server. */
  public boolean hasMore() {
    return more;
  }

  /** How many there are, or what the last action came to. */
  public String summary() {
    if (!message.isEmpty()) {
      return message;
    }
    if (!loaded) {
      return loading ? "Loading…" : "";
    }
    int shown = visible().size();
    String found = String.format(Locale.ENGLISH, "%,d%s", shown, hasMore() ? "+" : "");
    return found + (held.isEmpty() ? "" : ",  " + held.size() + " new held back");
  }

  /** Runs the event of an invocation again and says in {@link #summary} what came of it. */
  public void replay(InvocationInfo of, @Nullable String qualifier) {
    message = "Replaying " + of.id() + "…";
    view.listChanged();
    server
        .calls()
        .start(
            "Replaying an invocation of " + of.function(),
            client -> client.replay(of.id(), qualifier, false),
            this::replayed,
            this::refused);
  }

  private void replayed(InvokeResult result) {
    Problem problem = result.problem();
    message =
        problem == null
            ? "The replay succeeded with version " + result.version() + "."
            : "The replay failed: " + problem.detail();
    view.listChanged();
  }

  private void refused(Failure failure) {
    message = failure.sentence();
    view.listChanged();
  }

  /** Forgets what the last action came to. */
  public void quiet() {
    message = "";
  }

  private void ask() {
    loading = true;
    int mine = ++asked;
    // Not by the server's cursor: the oldest may have gone again since the last page. A step later
    // than the last one's time, as others may have begun at the same; known ones are passed over.
    Instant until = all.isEmpty() ? null : all.get(all.size() - 1).createdAt().plusNanos(1000);
    InvocationRequest wanted =
        new InvocationRequest(function, null, status, null, until, PAGE, null);
    server
        .calls()
        .startQuietly(
            "Loading invocations",
            client -> client.invocations(wanted),
            page -> {
              if (mine == asked) {
                loaded(page);
              }
            },
            failure -> {
              if (mine == asked) {
                loading = false;
                refused(failure);
              }
            });
  }

  private void loaded(Page<InvocationInfo> page) {
    loading = false;
    loaded = true;
    more = page.next() != null;
    for (InvocationInfo info : page.items()) {
      if (ids.add(info.id())) {
        all.add(info);
      }
    }
    view.listChanged();
  }

  private void connectionChanged(ConnectionStatus now) {
    view.connectionChanged(now);
    if (now.connected()) {
      load();
    }
  }

  private void liveEvents(List<LiveEvent> batch) {
    List<InvocationInfo> ended = new ArrayList<>();
    for (LiveEvent event : batch) {
      InvocationInfo info = event.invocation();
      if (info != null
          && (function == null || function.equals(info.function()))
          && (status == null || status.equals(info.status()))) {
        ended.add(info);
      }
    }
    if (ended.isEmpty()) {
      return;
    }
    if (hold) {
      held.addAll(ended);
      int over = held.size() - LIMIT;
      if (over > 0) {
        held.subList(0, over).clear();
      }
    } else {
      add(ended);
    }
    view.listChanged();
  }

  /** Adds those that ended, in the order in which they did; one seen before takes its place. */
  private void add(List<InvocationInfo> ended) {
    List<InvocationInfo> fresh = new ArrayList<>();
    for (InvocationInfo info : ended) {
      if (ids.add(info.id())) {
        fresh.add(0, info);
      } else {
        all.replaceAll(known -> known.id().equals(info.id()) ? info : known);
      }
    }
    all.addAll(0, fresh);
    while (all.size() > LIMIT) {
      ids.remove(all.remove(all.size() - 1).id());
      more = true;
    }
  }

  private boolean says(InvocationInfo info) {
    FunctionError error = info.error();
    String whole =
        String.join(
            " ",
            info.function(),
            info.version(),
            info.qualifier(),
            info.trigger(),
            info.id(),
            String.valueOf(info.eventId()),
            error == null ? "" : error.code() + " " + error.type() + " " + error.message());
    return whole.toLowerCase(Locale.ROOT).contains(text);
  }
}
