package dev.sluice.core.fake;

import dev.sluice.core.role.Role;
import dev.sluice.core.role.RoleStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Roles in memory. Thread-safe. */
public final class MemoryRoleStore implements RoleStore {
  private final Map<String, Role> roles = new ConcurrentSkipListMap<>();

  /** What is said to have every role. */
  public volatile List<String> users = List.of();

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }

  @Override
  public Optional<Role> find(String namespace, String name) {
    return Optional.ofNullable(roles.get(key(namespace, name)));
  }

  @Override
  public List<Role> list(String namespace) {
    return roles.values().stream().filter(role -> role.namespace().equals(namespace)).toList();
  }

  @Override
  public boolean save(Role role) {
    String key = key(role.namespace(), role.name());
    Role before = roles.get(key);
    long revision = before == null ? 0 : before.revision();
    if (revision + 1 != role.revision()) {
      return false;
    }
    roles.put(key, role);
    return true;
  }

  @Override
  public boolean delete(String namespace, String name) {
    return users.isEmpty() && roles.remove(key(namespace, name)) != null;
  }

  @Override
  public List<String> users(String namespace, String name, int limit) {
    return users;
  }
}
