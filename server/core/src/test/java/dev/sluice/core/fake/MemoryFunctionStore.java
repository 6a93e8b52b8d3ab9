package dev.sluice.core.fake;

import dev.sluice.core.code.CodeHome;
import dev.sluice.core.code.CodeOrigin;
import dev.sluice.core.code.StoredCode;
import dev.sluice.core.function.AliasRecord;
import dev.sluice.core.function.CodeCheck;
import dev.sluice.core.function.CodeCheckStore;
import dev.sluice.core.function.Definition;
import dev.sluice.core.function.FunctionQuery;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.FunctionStore;
import dev.sluice.core.function.VersionRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The port in memory; every method is one transaction. Thread-safe. */
public final class MemoryFunctionStore implements FunctionStore, CodeCheckStore {
  private final TreeMap<String, FunctionRecord> functions = new TreeMap<>();
  private final TreeMap<String, TreeMap<Integer, VersionRecord>> versions = new TreeMap<>();
  private final TreeMap<String, TreeMap<String, AliasRecord>> aliases = new TreeMap<>();

  private final TreeMap<String, Look> looks = new TreeMap<>();

  private record Look(CodeHome home, CodeCheck check, Instant askedAt) {}

  private void follow(FunctionRecord function) {
    CodeOrigin.Fetched fetched = function.definition().code().origin().fetched();
    Look old = looks.get(function.id());
    if (fetched == null) {
      looks.remove(function.id());
    } else if (old == null || !old.home().equals(fetched.home())) {
      CodeHome.Poll poll = fetched.home().poll();
      Instant next = poll == null ? null : function.modifiedAt().plus(poll.every());
      looks.put(
          function.id(),
          new Look(
              fetched.home(), new CodeCheck(function.modifiedAt(), null, null, 0, next), null));
    }
  }

  @Override
  public synchronized Optional<CodeCheck> find(String functionId) {
    return Optional.ofNullable(looks.get(functionId)).map(Look::check);
  }

  @Override
  public synchronized List<FunctionRecord> due(Instant now, int limit) {
    return looks.entrySet().stream()
        .filter(e -> e.getValue().check().nextAt() != null)
        .filter(e -> !e.getValue().check().nextAt().isAfter(now))
        .sorted(Comparator.comparing(e -> e.getValue().check().nextAt()))
        .map(e -> functions.get(e.getKey()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void ask(String functionId, Instant now) {
    looks.computeIfPresent(
        functionId, (id, look) -> new Look(look.home(), at(look.check(), now), now));
  }

  @Override
  public synchronized void checked(
      String functionId, CodeHome home, CodeCheck check, Instant began) {
    Look look = looks.get(functionId);
    if (look != null && look.home().equals(home)) {
      boolean asked = look.askedAt() != null && look.askedAt().isAfter(began);
      looks.put(
          functionId,
          new Look(home, asked ? at(check, look.askedAt()) : check, asked ? look.askedAt() : null));
    }
  }

  private static CodeCheck at(CodeCheck check, Instant next) {
    return new CodeCheck(check.checkedAt(), check.error(), check.detail(), check.failures(), next);
  }

  /** How often it was read, to show that invocations do not. */
  private int reads;

  public synchronized int reads() {
    return reads;
  }

  /** Names of namespaces with functions, in order. */
  synchronized List<String> namespaces() {
    return functions.values().stream().map(FunctionRecord::namespace).distinct().sorted().toList();
  }

  synchronized int count(String namespace) {
    return (int) ofNamespace(namespace).count();
  }

  /** All different code of a namespace. */
  synchronized Set<StoredCode> code(String namespace, String withoutLatestOf) {
    return Stream.concat(
            ofNamespace(namespace)
                .filter(f -> !f.id().equals(withoutLatestOf))
                .map(FunctionRecord::definition),
            ofNamespace(namespace)
                .flatMap(f -> versions.get(f.id()).values().stream())
                .map(VersionRecord::definition))
        .map(Definition::code)
        .collect(Collectors.toSet());
  }

  private Stream<FunctionRecord> ofNamespace(String namespace) {
    return functions.values().stream().filter(f -> f.namespace().equals(namespace));
  }

  @Override
  public synchronized boolean insert(FunctionRecord function) {
    if (find(function.namespace(), function.name()).isPresent()) {
      return false;
    }
    functions.put(function.id(), function);
    versions.put(function.id(), new TreeMap<>());
    aliases.put(function.id(), new TreeMap<>());
    follow(function);
    return true;
  }

  @Override
  public synchronized Optional<FunctionRecord> find(String namespace, String name) {
    reads++;
    return functions.values().stream()
        .filter(f -> f.namespace().equals(namespace) && f.name().equals(name))
        .findFirst();
  }

  @Override
  public synchronized List<FunctionRecord> list(FunctionQuery query) {
    return functions.values().stream()
        .filter(f -> f.namespace().equals(query.namespace()))
        .filter(f -> f.labels().entrySet().containsAll(query.labels().entrySet()))
        .filter(f -> query.text() == null || f.name().contains(query.text()))
        .filter(f -> query.afterName() == null || f.name().compareTo(query.afterName()) > 0)
        .sorted(Comparator.comparing(FunctionRecord::name))
        .limit(query.limit())
        .toList();
  }

  @Override
  public synchronized boolean update(FunctionRecord changed) {
    FunctionRecord old = functions.get(changed.id());
    if (old == null || old.revision() != changed.revision() - 1) {
      return false;
    }
    functions.put(changed.id(), changed);
    follow(changed);
    return true;
  }

  @Override
  public synchronized boolean delete(String functionId, long revision) {
    FunctionRecord old = functions.get(functionId);
    if (old == null || old.revision() != revision) {
      return false;
    }
    functions.remove(functionId);
    looks.remove(functionId);
    versions.remove(functionId);
    aliases.remove(functionId);
    return true;
  }

  @Override
  public synchronized boolean publish(FunctionRecord changed, VersionRecord version) {
    if (!update(changed)) {
      return false;
    }
    versions.get(changed.id()).put(version.version(), version);
    return true;
  }

  @Override
  public synchronized Optional<VersionRecord> findVersion(String functionId, int version) {
    reads++;
    return Optional.ofNullable(versions.getOrDefault(functionId, new TreeMap<>()).get(version));
  }

  @Override
  public synchronized List<VersionRecord> listVersions(
      String functionId, Integer before, int limit) {
    return versions.getOrDefault(functionId, new TreeMap<>()).descendingMap().values().stream()
        .filter(v -> before == null || v.version() < before)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized DeleteVersion deleteVersion(String functionId, int version) {
    if (findVersion(functionId, version).isEmpty()) {
      return DeleteVersion.NOT_FOUND;
    }
    if (listAliases(functionId).stream().anyMatch(a -> a.weights().containsKey(version))) {
      return DeleteVersion.IN_USE;
    }
    versions.get(functionId).remove(version);
    return DeleteVersion.DELETED;
  }

  @Override
  public synchronized SaveAlias saveAlias(AliasRecord alias) {
    AliasRecord old = aliases.get(alias.functionId()).get(alias.name());
    if ((old == null ? 0 : old.revision()) != alias.revision() - 1) {
      return SaveAlias.STALE;
    }
    if (!versions.get(alias.functionId()).keySet().containsAll(alias.weights().keySet())) {
      return SaveAlias.MISSING_VERSION;
    }
    aliases.get(alias.functionId()).put(alias.name(), alias);
    return SaveAlias.SAVED;
  }

  @Override
  public synchronized Optional<AliasRecord> findAlias(String functionId, String name) {
    return Optional.ofNullable(aliases.getOrDefault(functionId, new TreeMap<>()).get(name));
  }

  @Override
  public synchronized List<AliasRecord> listAliases(String functionId) {
    reads++;
    return List.copyOf(aliases.getOrDefault(functionId, new TreeMap<>()).values());
  }

  @Override
  public synchronized DeleteAlias deleteAlias(String functionId, String name, long revision) {
    AliasRecord old = findAlias(functionId, name).orElse(null);
    if (old == null || old.revision() != revision) {
      return DeleteAlias.STALE;
    }
    aliases.get(functionId).remove(name);
    return DeleteAlias.DELETED;
  }

  @Override
  public synchronized List<FunctionRecord> listKeepingInstances() {
    return functions.values().stream()
        .filter(
            f ->
                f.definition().scaling().minInstances() > 0
                    || listAliases(f.id()).stream()
                        .flatMap(alias -> alias.weights().keySet().stream())
                        .map(versions.get(f.id())::get)
                        .anyMatch(v -> v.definition().scaling().minInstances() > 0))
        .toList();
  }

  @Override
  public synchronized boolean usesSecret(String namespace, String secret) {
    return Stream.concat(
            ofNamespace(namespace).map(FunctionRecord::definition),
            ofNamespace(namespace)
                .flatMap(f -> versions.get(f.id()).values().stream())
                .map(VersionRecord::definition))
        .anyMatch(definition -> definition.uses(secret));
  }

  @Override
  public synchronized Set<String> digestsInUse() {
    return Stream.concat(
            functions.values().stream().map(FunctionRecord::definition),
            versions.values().stream()
                .flatMap(m -> m.values().stream().map(VersionRecord::definition)))
        .map(d -> d.code().digest())
        .collect(Collectors.toSet());
  }
}
