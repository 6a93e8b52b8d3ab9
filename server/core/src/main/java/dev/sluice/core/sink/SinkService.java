package dev.sluice.core.sink;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.SinkSpec;
import dev.sluice.core.IdSource;
import dev.sluice.core.Names;
import dev.sluice.core.Revisions;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.access.Caller;
import dev.sluice.core.access.NetworkPolicy;
import dev.sluice.core.option.Definition;
import dev.sluice.core.option.KnownKinds;
import dev.sluice.core.option.OptionRules;
import dev.sluice.core.option.Value;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import dev.sluice.spi.source.Configurable;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where events can be sent. What a method returns is on disk. A {@code revision} is what the caller
 * believes is stored; null changes whatever is there. Thread-safe.
 */
public final class SinkService {
  private final SinkStore store;
  private final KnownKinds<TriedKind> kinds;
  private final OptionRules rules;
  private final OpenSinks open;
  private final NetworkPolicy network;
  private final Clock clock;
  private final IdSource ids;

  SinkService(
      SinkStore store,
      KnownKinds<TriedKind> kinds,
      OptionRules rules,
      OpenSinks open,
      NetworkPolicy network,
      Clock clock,
      IdSource ids) {
    this.store = store;
    this.kinds = kinds;
    this.rules = rules;
    this.open = open;
    this.network = network;
    this.clock = clock;
    this.ids = ids;
  }

  /** The kinds that a sink can be of. */
  public Collection<? extends Configurable> kinds() {
    return kinds.all();
  }

  /** Makes a sink; nothing connects before the first event. */
  public Definition create(Caller caller, SinkSpec spec) {
    String name = Names.require("sink", spec.name());
    TriedKind kind = kinds.require(spec.kind());
    Map<String, Value> options = options(caller, kind, name, spec);
    Definition made =
        Definition.first(
            ids.next(),
            caller.namespace(),
            name,
            kind.name(),
            spec.description(),
            options,
            spec.manifest(),
            clock.instant());
    if (!store.save(made)) {
      throw new SluiceException(
          ErrorCode.SINK_EXISTS,
          "There is a sink '" + name + "' already.",
          "Replace it, or take another name.");
    }
    return made;
  }

  /** The sink of this name. */
  public Definition get(String namespace, String name) {
    return store.find(namespace, name).orElseThrow(() -> missing(name));
  }

  /** All of a namespace in order of their names. */
  public List<Definition> list(String namespace) {
    return store.list(namespace);
  }

  /** What it did since the server started. */
  public SinkStatus status(Definition sink) {
    return open.status(sink);
  }

  /** Replaces options and description; what waits is sent to where it says then. */
  public Definition replace(Caller caller, String name, SinkSpec spec, @Nullable Long revision) {
    while (true) {
      Definition old = get(caller.namespace(), name);
      Revisions.require("sink", name, old.revision(), revision);
      if ((spec.name() != null && !spec.name().equals(name))
          || (spec.kind() != null && !spec.kind().equals(old.kind()))) {
        throw new SluiceException(
            ErrorCode.INVALID_SINK,
            "Name and kind of a sink stay as they are.",
            "Make another sink, and delete this one.");
      }
      Definition changed =
          old.next(
              Text.description(spec.description()),
              options(caller, kinds.require(old.kind()), name, spec),
              Text.manifest(spec.manifest()),
              clock.instant());
      if (store.save(changed)) {
        open.forget(changed);
        return changed;
      }
    }
  }

  /** Deletes it; what waits for it becomes dead letters. */
  public void delete(String namespace, String name) {
    Definition old = get(namespace, name);
    if (!store.delete(old)) {
      throw missing(name);
    }
    open.remove(old);
  }

  private Map<String, Value> options(Caller caller, TriedKind kind, String name, SinkSpec spec) {
    // The server itself connects, from within the host's network.
    if (!caller.admin()) {
      network.require(caller.namespace(), Network.HOST);
    }
    return rules.make(kind, caller.namespace(), name, spec.options());
  }

  static SluiceException missing(String name) {
    return new SluiceException(
        ErrorCode.SINK_NOT_FOUND,
        "There is no sink '" + Text.shorten(name, 80) + "'.",
        "List the sinks to see their names.");
  }
}
