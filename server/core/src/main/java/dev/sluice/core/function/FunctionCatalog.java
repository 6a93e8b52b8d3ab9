package dev.sluice.core.function;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.FunctionName;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.live.LiveHub;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Functions in memory, for the path of every invocation: no query is made while nothing changes.
 * Whoever changes a function says so with {@link #changed} after its commit; the next look reads
 * the store again. Thread-safe.
 */
public final class FunctionCatalog {
  private final FunctionStore store;
  private final LiveHub live;
  private final ConcurrentHashMap<FunctionName, Entry> entries = new ConcurrentHashMap<>();
  private final List<Consumer<FunctionChanged>> listeners = new CopyOnWriteArrayList<>();

  /** Reads this store and tells the hub what changed. */
  public FunctionCatalog(FunctionStore store, LiveHub live) {
    this.store = store;
    this.live = live;
  }

  /** Adds one who is told of every change, by the thread that made it. */
  public void onChange(Consumer<FunctionChanged> listener) {
    listeners.add(listener);
  }

  /** The function of this name with its aliases and versions. */
  public Entry require(String namespace, String name) {
    return require(Optional.ofNullable(find(namespace, name)), name);
  }

  /** The same, or null where there is none. */
  public @Nullable Entry find(String namespace, String name) {
    // A reader that loads while a writer commits cannot leave old data behind: the writer's remove
    // waits for the load of the same key and then takes it out.
    return entries.computeIfAbsent(
        new FunctionName(namespace, name),
        key ->
            store.find(namespace, name).map(function -> new Entry(store, function)).orElse(null));
  }

  /** Something of this function has changed, and is committed. */
  public void changed(FunctionChanged change) {
    entries.remove(new FunctionName(change.namespace(), change.function()));
    listeners.forEach(listener -> listener.accept(change));
    live.publish(change);
  }

  /**
   * What was found.
   *
   * @throws SluiceException {@code FUNCTION_NOT_FOUND} where there is none
   */
  public static <T> T require(Optional<T> found, String name) {
    return found.orElseThrow(
        () ->
            new SluiceException(
                ErrorCode.FUNCTION_NOT_FOUND,
                "There is no function '" + Text.shorten(name, 80) + "'.",
                "List the functions to see their names."));
  }

  /** One function as of its last change. Thread-safe. */
  public static final class Entry {
    private final FunctionStore store;
    private final FunctionRecord function;
    private final Map<String, AliasRecord> aliases;
    private final ConcurrentHashMap<Integer, VersionRecord> versions = new ConcurrentHashMap<>();

    private Entry(FunctionStore store, FunctionRecord function) {
      this.store = store;
      this.function = function;
      this.aliases =
          store.listAliases(function.id()).stream()
              .collect(Collectors.toMap(AliasRecord::name, alias -> alias));
    }

    public FunctionRecord function() {
      return function;
    }

    public Collection<AliasRecord> aliases() {
      return aliases.values();
    }

    /** The alias of this name, or null. */
    public @Nullable AliasRecord alias(String name) {
      return aliases.get(name);
    }

    /** The version, or null. */
    public @Nullable VersionRecord version(int number) {
      return versions.computeIfAbsent(
          number, n -> store.findVersion(function.id(), n).orElse(null));
    }
  }
}
