package dev.sluice.core.fake;

import dev.sluice.core.code.StoredCode;
import dev.sluice.core.namespace.NamespaceRecord;
import dev.sluice.core.namespace.NamespaceStore;
import dev.sluice.core.namespace.NamespaceUse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The port in memory, over the functions of another one. Thread-safe. */
public final class MemoryNamespaceStore implements NamespaceStore {
  private final TreeMap<String, NamespaceRecord> namespaces = new TreeMap<>();
  private final MemoryFunctionStore functions;

  public MemoryNamespaceStore(MemoryFunctionStore functions) {
    this.functions = functions;
  }

  @Override
  public synchronized Optional<NamespaceRecord> find(String name) {
    return Optional.ofNullable(namespaces.get(name));
  }

  @Override
  public synchronized List<NamespaceRecord> list() {
    return List.copyOf(namespaces.values());
  }

  @Override
  public List<String> inUse() {
    return functions.namespaces();
  }

  @Override
  public synchronized boolean save(NamespaceRecord namespace) {
    NamespaceRecord old = namespaces.get(namespace.name());
    if ((old == null ? 0 : old.revision()) != namespace.revision() - 1) {
      return false;
    }
    namespaces.put(namespace.name(), namespace);
    return true;
  }

  @Override
  public synchronized Deletion delete(String name) {
    if (use(name, null).functions() > 0) {
      return Deletion.NOT_EMPTY;
    }
    return namespaces.remove(name) == null ? Deletion.NOT_FOUND : Deletion.DELETED;
  }

  @Override
  public NamespaceUse use(String name, String withoutLatestOf) {
    return new NamespaceUse(
        functions.count(name),
        functions.code(name, withoutLatestOf).stream().mapToLong(StoredCode::sizeBytes).sum());
  }

  @Override
  public boolean hasCode(String name, String digest, String withoutLatestOf) {
    Set<String> digests =
        functions.code(name, withoutLatestOf).stream()
            .map(StoredCode::digest)
            .collect(Collectors.toSet());
    return digests.contains(digest);
  }
}
