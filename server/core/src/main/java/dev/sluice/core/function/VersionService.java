package dev.sluice.core.function;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.RoutingKey;
import dev.sluice.core.Names;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Published versions and the aliases on them; as {@link FunctionService}. Thread-safe. */
public final class VersionService {
  private final FunctionStore store;
  private final FunctionCatalog catalog;
  private final Clock clock;

  /** Works on these. */
  public VersionService(FunctionStore store, FunctionCatalog catalog, Clock clock) {
    this.store = store;
    this.catalog = catalog;
    this.clock = clock;
  }

  /** Copies {@code latest} into the next version. */
  public VersionRecord publish(
      String namespace, String name, @Nullable String description, @Nullable Long revision) {
    String text = Text.description(description);
    while (true) {
      FunctionRecord function = function(namespace, name);
      FunctionService.requireRevision(function, revision);
      Instant now = clock.instant();
      int number = function.lastVersion() + 1;
      VersionRecord version =
          new VersionRecord(function.id(), number, text, function.definition(), now);
      FunctionRecord changed =
          new FunctionRecord(
              function.id(),
              function.namespace(),
              function.name(),
              function.description(),
              function.definition(),
              function.labels(),
              function.enabled(),
              number,
              function.createdAt(),
              now,
              function.revision() + 1);
      if (store.publish(changed, version)) {
        catalog.changed(FunctionChanged.published(namespace, name, number));
        return version;
      }
    }
  }

  /** Versions, newest first. */
  public List<VersionRecord> list(
      String namespace, String name, @Nullable Integer before, int limit) {
    return store.listVersions(function(namespace, name).id(), before, limit);
  }

  /** One version. */
  public VersionRecord get(String namespace, String name, int version) {
    return store
        .findVersion(function(namespace, name).id(), version)
        .orElseThrow(() -> missing(name, version));
  }

  /** Deletes a version that no alias uses. */
  public void delete(String namespace, String name, int version) {
    FunctionRecord function = function(namespace, name);
    switch (store.deleteVersion(function.id(), version)) {
      case DELETED -> catalog.changed(FunctionChanged.versionDeleted(namespace, name, version));
      case NOT_FOUND -> throw missing(name, version);
      case IN_USE ->
          throw new SluiceException(
              ErrorCode.VERSION_IN_USE,
              "Version "
                  + version
                  + " of '"
                  + name
                  + "' has weight in "
                  + users(function.id(), version)
                  + ".",
              "Point the alias at another version, or delete it, first.");
    }
  }

  private String users(String functionId, int version) {
    List<String> names =
        store.listAliases(functionId).stream()
            .filter(alias -> alias.weights().containsKey(version))
            .map(alias -> "'" + alias.name() + "'")
            .toList();
    return names.isEmpty() ? "an alias" : "the alias " + String.join(", ", names);
  }

  /** All aliases in order of their names. */
  public List<AliasRecord> aliases(String namespace, String name) {
    return store.listAliases(function(namespace, name).id());
  }

  /** One alias. */
  public AliasRecord alias(String namespace, String name, String alias) {
    return store
        .findAlias(function(namespace, name).id(), alias)
        .orElseThrow(() -> missing(name, alias));
  }

  /** Makes an alias, or points an existing one elsewhere. */
  public AliasRecord setAlias(
      String namespace, String name, String alias, AliasSpec spec, @Nullable Long revision) {
    Names.require("alias", alias);
    if (alias.equals(Qualifiers.LATEST)) {
      throw new SluiceException(
          ErrorCode.INVALID_NAME,
          "'latest' is not an alias.",
          "It always means what was deployed last; take another name.");
    }
    SortedMap<Integer, Double> weights = Weights.parse(spec.weights());
    RoutingKey given = spec.routingKey();
    while (true) {
      FunctionRecord function = function(namespace, name);
      AliasRecord old = store.findAlias(function.id(), alias).orElse(null);
      if (revision != null && (old == null || old.revision() != revision)) {
        throw stale(alias, old);
      }
      Instant now = clock.instant();
      AliasRecord next =
          new AliasRecord(
              function.id(),
              alias,
              weights,
              given == null ? (old == null ? null : old.routing()) : RoutingRule.parse(given),
              spec.description() == null && old != null
                  ? old.description()
                  : Text.description(spec.description()),
              old == null ? now : old.createdAt(),
              now,
              old == null ? 1 : old.revision() + 1);
      switch (store.saveAlias(next)) {
        case SAVED -> {
          catalog.changed(FunctionChanged.aliasSet(namespace, name, alias, weights));
          return next;
        }
        case MISSING_VERSION -> throw missingInWeights(function, weights);
        case IN_ROLLOUT -> throw inRollout(alias);
        case STALE -> {
          // Somebody was faster: look again.
        }
      }
    }
  }

  /** Deletes an alias. */
  public void deleteAlias(String namespace, String name, String alias, @Nullable Long revision) {
    while (true) {
      AliasRecord old = alias(namespace, name, alias);
      if (revision != null && old.revision() != revision) {
        throw stale(alias, old);
      }
      switch (store.deleteAlias(old.functionId(), alias, old.revision())) {
        case DELETED -> {
          catalog.changed(FunctionChanged.aliasDeleted(namespace, name, alias));
          return;
        }
        case IN_ROLLOUT -> throw inRollout(alias);
        case STALE -> {
          // Somebody was faster: look again.
        }
      }
    }
  }

  private FunctionRecord function(String namespace, String name) {
    return FunctionCatalog.require(store.find(namespace, name), name);
  }

  private SluiceException missingInWeights(
      FunctionRecord function, SortedMap<Integer, Double> weights) {
    List<String> absent =
        weights.keySet().stream()
            .filter(version -> store.findVersion(function.id(), version).isEmpty())
            .map(String::valueOf)
            .toList();
    return new SluiceException(
        ErrorCode.INVALID_WEIGHTS,
        "The weights name "
            + (absent.size() == 1 ? "version " : "the versions ")
            + String.join(", ", absent)
            + ", which '"
            + function.name()
            + "' does not have.",
        "Publish first, or name versions that exist.");
  }

  static SluiceException missing(String function, int version) {
    return new SluiceException(
        ErrorCode.VERSION_NOT_FOUND,
        "'" + function + "' has no version " + version + ".",
        "List its versions to see their numbers.");
  }

  private static SluiceException missing(String function, String alias) {
    return new SluiceException(
        ErrorCode.ALIAS_NOT_FOUND,
        "'" + function + "' has no alias '" + Text.shorten(alias, 80) + "'.",
        "List its aliases to see their names.");
  }

  private static SluiceException inRollout(String alias) {
    return new SluiceException(
        ErrorCode.ROLLOUT_ACTIVE,
        "A rollout shifts the alias '" + alias + "'.",
        "Promote the rollout or roll it back first.");
  }

  private static SluiceException stale(String alias, @Nullable AliasRecord old) {
    return new SluiceException(
        ErrorCode.PRECONDITION_FAILED,
        old == null
            ? "The alias '" + alias + "' does not exist any more."
            : "The alias '" + alias + "' is at revision " + old.revision() + ".",
        "Read it again and repeat the change on what is there now.");
  }
}
