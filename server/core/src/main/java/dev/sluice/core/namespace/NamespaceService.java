package dev.sluice.core.namespace;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.NamespaceSpec;
import dev.sluice.core.Names;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Namespaces and their quotas. A namespace is there as soon as somebody uses it; it is made to give
 * it quotas. Thread-safe.
 */
public final class NamespaceService {
  private static final int MOST_FUNCTIONS = 1_000_000;
  private static final int MOST_CALLS = 100_000_000;
  private static final long MOST_BYTES = 1L << 50;

  private final NamespaceStore store;
  private final Quotas quotas;
  private final Clock clock;
  private final List<Consumer<String>> deleted = new CopyOnWriteArrayList<>();

  /**
   * Works on these.
   *
   * @param quotas is told of every change
   * @param deleted is told the name of a namespace that is gone, with its keys and secrets
   */
  public NamespaceService(
      NamespaceStore store, Quotas quotas, Clock clock, Consumer<String> deleted) {
    this.store = store;
    this.quotas = quotas;
    this.clock = clock;
    onDeleted(deleted);
  }

  /** Adds one who is told the name of a namespace that is gone. */
  public void onDeleted(Consumer<String> listener) {
    deleted.add(listener);
  }

  /**
   * Makes a namespace.
   *
   * @throws SluiceException {@code NAMESPACE_EXISTS}
   */
  public NamespaceRecord create(NamespaceSpec spec) {
    String name = Names.require("namespace", spec.name());
    Instant now = clock.instant();
    NamespaceRecord made =
        new NamespaceRecord(name, Text.description(spec.description()), quota(spec), now, now, 1);
    if (!store.save(made)) {
      throw new SluiceException(
          ErrorCode.NAMESPACE_EXISTS,
          "There is a namespace '" + name + "' already.",
          "Change that one, or take another name.");
    }
    quotas.changed(name);
    return made;
  }

  /** Replaces description and quotas, or makes the namespace. */
  public NamespaceRecord replace(String name, NamespaceSpec spec, @Nullable Long revision) {
    Names.require("namespace", name);
    if (spec.name() != null && !spec.name().equals(name)) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The body names another namespace than the path.",
          "Leave name out; namespaces cannot be renamed.");
    }
    Quota quota = quota(spec);
    String description = Text.description(spec.description());
    while (true) {
      NamespaceRecord old = store.find(name).orElse(null);
      if (revision != null && (old == null || old.revision() != revision)) {
        throw new SluiceException(
            ErrorCode.PRECONDITION_FAILED,
            old == null
                ? "The namespace '" + name + "' was not made yet."
                : "The namespace '" + name + "' is at revision " + old.revision() + ".",
            "Read it again and repeat the change on what is there now.");
      }
      Instant now = clock.instant();
      NamespaceRecord next =
          new NamespaceRecord(
              name,
              description,
              quota,
              old == null ? now : old.createdAt(),
              now,
              old == null ? 1 : old.revision() + 1);
      if (store.save(next)) {
        quotas.changed(name);
        return next;
      }
    }
  }

  /** One that was made, or is in use. */
  public NamespaceRecord get(String name) {
    Optional<NamespaceRecord> made = store.find(name);
    if (made.isEmpty() && !store.inUse().contains(name)) {
      throw missing(name);
    }
    return made.orElseGet(() -> onlyUsed(name));
  }

  private static NamespaceRecord onlyUsed(String name) {
    return new NamespaceRecord(name, "", Quota.NONE, Instant.EPOCH, Instant.EPOCH, 0);
  }

  /** All that were made or are in use, in order of their names. */
  public List<NamespaceRecord> list() {
    TreeMap<String, NamespaceRecord> all = new TreeMap<>();
    store.inUse().forEach(name -> all.put(name, onlyUsed(name)));
    store.list().forEach(one -> all.put(one.name(), one));
    return new ArrayList<>(all.values());
  }

  /** What it has now. */
  public NamespaceUse use(String name) {
    return store.use(name, null);
  }

  /**
   * Deletes a namespace with its keys and secrets.
   *
   * @throws SluiceException {@code NAMESPACE_NOT_EMPTY} while it has functions, sources, sinks,
   *     associations or workflows, or jobs or executions that are not over
   */
  public void delete(String name) {
    switch (store.delete(name)) {
      case DELETED -> {
        quotas.changed(name);
        deleted.forEach(listener -> listener.accept(name));
      }
      case NOT_FOUND -> throw missing(name);
      case NOT_EMPTY ->
          throw new SluiceException(
              ErrorCode.NAMESPACE_NOT_EMPTY,
              "The namespace '"
                  + name
                  + "' has functions, sources, sinks, associations or workflows, or jobs or"
                  + " executions that are not over.",
              "Delete these, and cancel jobs and executions, first.");
    }
  }

  private static Quota quota(NamespaceSpec spec) {
    return new Quota(
        whole("maxFunctions", spec.maxFunctions(), MOST_FUNCTIONS),
        whole("maxConcurrency", spec.maxConcurrency(), MOST_FUNCTIONS),
        bytes("maxCodeBytes", spec.maxCodeBytes()),
        bytes("maxLogBytes", spec.maxLogBytes()),
        whole("maxInvocationsPerMinute", spec.maxInvocationsPerMinute(), MOST_CALLS),
        spec.hostNetwork());
  }

  private static @Nullable Integer whole(String field, @Nullable Integer given, int most) {
    if (given != null && (given < 0 || given > most)) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          field + " is " + given + ".",
          "It is a whole number from 0 to " + most + ", or absent for no limit.");
    }
    return given;
  }

  private static @Nullable Long bytes(String field, @Nullable Long given) {
    if (given != null && (given < 0 || given > MOST_BYTES)) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          field + " is " + given + ".",
          "It is a number of bytes, 0 or more, or absent for no limit.");
    }
    return given;
  }

  /** The refusal of a name that no namespace has, or none that the caller may know of. */
  public static SluiceException missing(String name) {
    return new SluiceException(
        ErrorCode.NAMESPACE_NOT_FOUND,
        "There is no namespace '" + Text.shorten(name, 80) + "'.",
        "List the namespaces to see their names.");
  }
}
