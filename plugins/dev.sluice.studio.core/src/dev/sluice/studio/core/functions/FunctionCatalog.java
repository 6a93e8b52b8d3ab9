package dev.sluice.studio.core.functions;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.LiveEvent;
import dev.sluice.client.ListRequest;
import dev.sluice.client.Pages;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerAccess;
import dev.sluice.studio.core.connection.ServerCall;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the server, loaded when it is reached and kept current by its live events. One
 * load is under way at a time: two could answer in the wrong order, and the older would stay.
 * Confined to the UI thread.
 */
public final class FunctionCatalog {
  private static final int PAGE = 1000;

  /** Above so many changes at once, loading everything is cheaper than asking one by one. */
  private static final int MANY = 20;

  private final ServerAccess server;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final TreeMap<String, FunctionInfo> functions = new TreeMap<>();
  private final Set<String> stale = new LinkedHashSet<>();
  private boolean allStale;
  private boolean loading;

  /** Counts the loads; an answer to one that was given up is dropped. */
  private int load;

  private boolean loaded;
  private @Nullable Failure failure;

  /** Hears of changes, on the UI thread. */
  public interface Listener {

    /** Everything may have changed. */
    void reloaded();

    /** These have been added, changed or removed, or their versions or aliases have. */
    void changed(Set<String> names);
  }

  /** A catalog that fills itself whenever the server is reached. */
  public FunctionCatalog(ServerAccess server) {
    this.server = server;
    server.link().listen(this::connectionChanged);
    server.feed().listen(this::liveEvents);
  }

  /** Adds a listener. */
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /** Removes a listener. */
  public void forget(Listener listener) {
    listeners.remove(listener);
  }

  /** All functions in order of their names; those last known while the server is away. */
  public List<FunctionInfo> functions() {
    return List.copyOf(functions.values());
  }

  /** The function of this name, as last known. */
  public Optional<FunctionInfo> find(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  /** Whether the functions were loaded at least once from the server that is connected now. */
  public boolean loaded() {
    return loaded;
  }

  /** Why the last load failed; empty when it did not. */
  public Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }

  /** Loads everything again. */
  public void reload() {
    allStale = true;
    loadNext();
  }

  /** Takes in an answer of the server that some other part of Studio got. */
  public void put(FunctionInfo info) {
    FunctionInfo known = functions.get(info.name());
    if (known == null || known.revision() < info.revision() || !known.id().equals(info.id())) {
      functions.put(info.name(), info);
      listeners.forEach(listener -> listener.changed(Set.of(info.name())));
    }
  }

  private void connectionChanged(ConnectionStatus status) {
    if (status.connected()) {
      // A load over an earlier connection may take its time to fail.
      loading = false;
      reload();
    } else if (status.url() == null) {
      put(List.of());
      loaded = false;
    }
  }

  private void liveEvents(List<LiveEvent> events) {
    for (LiveEvent event : events) {
      if (event.topic().equals("functions")) {
        stale.add(event.function());
      }
    }
    loadNext();
  }

  private void loadNext() {
    if (loading) {
      return;
    }
    if (allStale || stale.size() > MANY) {
      allStale = false;
      stale.clear();
      start("Loading functions", FunctionCatalog::all, this::put);
    } else if (!stale.isEmpty()) {
      Set<String> names = Set.copyOf(stale);
      stale.clear();
      start("Refreshing functions", client -> some(client, names), this::merge);
    }
  }

  private <T> void start(String title, ServerCall<T> call, Consumer<T> done) {
    loading = true;
    int mine = ++load;
    server
        .calls()
        .startQuietly(
            title, call, found -> ended(mine, found, done), why -> ended(mine, why, this::failed));
  }

  private <T> void ended(int which, T answer, Consumer<T> use) {
    if (which == load) {
      loading = false;
      use.accept(answer);
      loadNext();
    }
  }

  private static List<FunctionInfo> all(SluiceClient client) throws IOException {
    return Pages.all(cursor -> client.functions(new ListRequest(Map.of(), null, PAGE, cursor)));
  }

  /** The functions of these names; an empty value for one that is gone. */
  private static Map<String, Optional<FunctionInfo>> some(SluiceClient client, Set<String> names)
      throws IOException {
    Map<String, Optional<FunctionInfo>> found = new LinkedHashMap<>();
    for (String name : names) {
      try {
        found.put(name, Optional.of(client.function(name)));
      } catch (SluiceApiException e) {
        if (!e.is(ErrorCode.FUNCTION_NOT_FOUND)) {
          throw e;
        }
        found.put(name, Optional.empty());
      }
    }
    return found;
  }

  private void put(List<FunctionInfo> all) {
    functions.clear();
    all.forEach(info -> functions.put(info.name(), info));
    loaded = true;
    failure = null;
    listeners.forEach(Listener::reloaded);
  }

  private void merge(Map<String, Optional<FunctionInfo>> changes) {
    changes.forEach(
        (name, info) -> {
          if (info.isPresent()) {
            functions.put(name, info.get());
          } else {
            functions.remove(name);
          }
        });
    listeners.forEach(listener -> listener.changed(changes.keySet()));
  }

  private void failed(Failure why) {
    failure = why;
    listeners.forEach(Listener::reloaded);
  }
}
