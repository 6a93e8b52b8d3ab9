package dev.sluice.core.source;

import dev.sluice.api.ConnectionTest;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.SourceSpec;
import dev.sluice.core.IdSource;
import dev.sluice.core.Names;
import dev.sluice.core.Revisions;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.access.Caller;
import dev.sluice.core.access.NetworkPolicy;
import dev.sluice.core.log.PlatformLog;
import dev.sluice.core.option.Definition;
import dev.sluice.core.option.KnownKinds;
import dev.sluice.core.option.OptionRules;
import dev.sluice.core.option.Value;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import dev.sluice.spi.source.PullSource;
import dev.sluice.spi.source.PushSource;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceKind;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sources of events. What a method returns is on disk and runs. A {@code revision} is what the
 * caller believes is stored; null changes whatever is there. Thread-safe.
 */
public final class SourceService {
  /** What associations call events that need no source of their own, and where they come from. */
  private static final Map<String, String> RESERVED =
      Map.of(
          "events", "Events that are posted to /v1/events",
          "jobs", "Events about ends of jobs",
          "workflow", "Events that workflows publish");

  private final SourceStore store;
  private final KnownKinds<SourceKind> kinds;
  private final OptionRules rules;
  private final ActiveSources active;
  private final NetworkPolicy network;
  private final Clock clock;
  private final IdSource ids;
  private final PlatformLog log;

  SourceService(
      SourceStore store,
      KnownKinds<SourceKind> kinds,
      OptionRules rules,
      ActiveSources active,
      NetworkPolicy network,
      Clock clock,
      IdSource ids,
      PlatformLog log) {
    this.store = store;
    this.kinds = kinds;
    this.rules = rules;
    this.active = active;
    this.network = network;
    this.clock = clock;
    this.ids = ids;
    this.log = log;
  }

  /** The kinds that a source can be of. */
  public Collection<SourceKind> kinds() {
    return kinds.all();
  }

  /** Makes a source, which runs. */
  public Source create(Caller caller, SourceSpec spec) {
    String name = Names.require("source", spec.name());
    String taken = RESERVED.get(name);
    if (taken != null) {
      throw new SluiceException(
          ErrorCode.INVALID_NAME,
          "No source can be called '" + name + "'.",
          taken + " go by this name: take another.");
    }
    Source made = make(caller, name, spec);
    if (!store.save(made)) {
      throw new SluiceException(
          ErrorCode.SOURCE_EXISTS,
          "There is a source '" + name + "' already.",
          "Replace it, or take another name.");
    }
    tell(made, "Created.");
    active.put(made);
    return made;
  }

  private Source make(Caller caller, String name, SourceSpec spec) {
    SourceKind kind = kinds.require(spec.kind());
    Map<String, Value> options = options(caller, kind, name, spec);
    Instant now = clock.instant();
    return new Source(
        Definition.first(
            ids.next(),
            caller.namespace(),
            name,
            kind.name(),
            spec.description(),
            options,
            spec.manifest(),
            now),
        false,
        now);
  }

  /**
   * Connects as a source would that is defined like this, takes nothing, and lets go again; blocks
   * for some 20 seconds at most. Sources that are there are not disturbed.
   *
   * @return whether it would connect, or why not; that it would where others send to it
   * @throws SluiceException as {@link #create}, for a definition that is wrong
   */
  public ConnectionTest probe(Caller caller, SourceSpec spec) {
    String name = spec.name() == null ? "test" : Names.require("source", spec.name());
    return active.probe(make(caller, name, spec));
  }

  /** The source of this name. */
  public Source get(String namespace, String name) {
    return store.find(namespace, name).orElseThrow(() -> missing(name));
  }

  /** All of a namespace in order of their names. */
  public List<Source> list(String namespace) {
    return store.list(namespace);
  }

  /** What stays elsewhere when it is deleted, and how to remove it; null for nothing. */
  public @Nullable String remains(Source source) {
    SourceKind kind = kinds.find(source.kind());
    return kind == null ? null : kind.remains(rules.withoutSecrets(kind, source.definition()));
  }

  /** How it is now. */
  public SourceStatus status(Source source) {
    return active.status(source);
  }

  /** Whether others send to it. */
  public boolean isSentTo(Source source) {
    return kinds.find(source.kind()) instanceof PushSource;
  }

  /** Replaces description and options; it goes on where it stood. */
  public Source replace(Caller caller, String name, SourceSpec spec, @Nullable Long revision) {
    Source old = get(caller.namespace(), name);
    if (spec.name() != null && !spec.name().equals(name)) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The body names another source than the path.",
          "A source cannot be renamed: create a new one.");
    }
    if (spec.kind() != null && !spec.kind().equals(old.kind())) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The source '" + name + "' is of the kind " + old.kind() + ".",
          "A source cannot become one of another kind: create a new one.");
    }
    Map<String, Value> options = options(caller, kinds.require(old.kind()), name, spec);
    String description = Text.description(spec.description());
    String manifest = Text.manifest(spec.manifest());
    return change(
        caller.namespace(),
        name,
        revision,
        now -> now.with(now.definition().next(description, options, manifest, clock.instant())),
        "Updated.");
  }

  /** Brings nothing more, or goes on. */
  public Source pause(String namespace, String name, boolean paused) {
    return change(
        namespace,
        name,
        null,
        old -> old.paused() == paused ? old : old.paused(paused, clock.instant()),
        paused ? "Paused." : "Resumed.");
  }

  /** Deletes it; events that came stay. */
  public void delete(String namespace, String name) {
    Source old = get(namespace, name);
    if (!store.delete(old)) {
      throw missing(name);
    }
    active.remove(old);
    tell(old, "Deleted.");
  }

  private Map<String, Value> options(Caller caller, SourceKind kind, String name, SourceSpec spec) {
    // The server itself connects, from within the host's network: only the operator may say where
    // to, and those whose functions may go there anyway.
    if (kind instanceof PullSource && !caller.admin()) {
      network.require(caller.namespace(), Network.HOST);
    }
    return rules.make(
        kind,
        caller.namespace(),
        name,
        spec.options(),
        said -> kind.checkBeside(said, () -> others(caller.namespace(), kind, name)));
  }

  private List<Settings> others(String namespace, SourceKind kind, String name) {
    return store.list(namespace).stream()
        .filter(other -> other.kind().equals(kind.name()) && !other.name().equals(name))
        .map(other -> rules.settings(kind, other.definition()))
        .toList();
  }

  private Source change(
      String namespace,
      String name,
      @Nullable Long revision,
      UnaryOperator<Source> edit,
      String what) {
    while (true) {
      Source old = get(namespace, name);
      Revisions.require("source", name, old.revision(), revision);
      Source changed = edit.apply(old);
      if (changed.revision() == old.revision()) {
        return old;
      }
      if (store.save(changed)) {
        tell(changed, what);
        active.put(changed);
        return changed;
      }
    }
  }

  private void tell(Source source, String what) {
    SourceLog.of(log, source).info(what);
  }

  private static SluiceException missing(String name) {
    return new SluiceException(
        ErrorCode.SOURCE_NOT_FOUND,
        "There is no source '" + Text.shorten(name, 80) + "'.",
        "List the sources to see their names.");
  }
}
