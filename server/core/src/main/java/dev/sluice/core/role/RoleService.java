package dev.sluice.core.role;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.RoleSpec;
import dev.sluice.core.Names;
import dev.sluice.core.Revisions;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.role.Role.Allowed;
import dev.sluice.core.role.Role.Deed;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Roles of namespaces, and what they allow. A change holds for all that is asked after it. A {@code
 * revision} is what the caller believes is stored; null changes whatever is there. Thread-safe.
 */
public final class RoleService {
  private static final int MOST_PATTERNS = 100;
  private static final int MOST_CHARS = 256;
  private static final int SHOWN_USERS = 20;

  private final RoleStore store;
  private final Clock clock;
  private final ConcurrentHashMap<Key, Optional<Role>> known = new ConcurrentHashMap<>();
  private final List<BiConsumer<String, String>> listeners = new CopyOnWriteArrayList<>();

  private record Key(String namespace, String name) {}

  public RoleService(RoleStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Adds one who is told the namespace and name of every role that has changed. */
  public void onChange(BiConsumer<String, String> listener) {
    listeners.add(listener);
  }

  /** Makes a role, or replaces what it allows. */
  public Role set(String namespace, String name, RoleSpec spec, @Nullable Long revision) {
    Names.require("role", name);
    Allowed allowed =
        new Allowed(
            patterns("invoke", spec.invoke()),
            patterns("secrets", spec.secrets()),
            patterns("emit", spec.emit()),
            patterns("bindings", spec.bindings()));
    while (true) {
      Role old = store.find(namespace, name).orElse(null);
      Revisions.require("role", name, old == null ? 0 : old.revision(), revision);
      Instant now = clock.instant();
      Role next =
          new Role(
              namespace,
              name,
              Text.description(spec.description()),
              allowed,
              old == null ? now : old.createdAt(),
              now,
              old == null ? 1 : old.revision() + 1,
              Text.manifest(spec.manifest()));
      if (store.save(next)) {
        changed(namespace, name);
        return next;
      }
    }
  }

  private static List<String> patterns(String field, @Nullable List<String> given) {
    if (given == null) {
      return List.of();
    }
    if (given.size() > MOST_PATTERNS) {
      throw invalid(
          "'" + field + "' has " + given.size() + " texts.",
          "Give at most " + MOST_PATTERNS + "; in each '*' stands for any characters.");
    }
    for (String pattern : given) {
      if (pattern == null
          || pattern.isBlank()
          || pattern.length() > MOST_CHARS
          || pattern.chars().anyMatch(Character::isISOControl)) {
        throw invalid(
            "'" + field + "' has the text '" + Text.shorten(String.valueOf(pattern), 80) + "'.",
            "Each is a name, with '*' for any characters: 1 to " + MOST_CHARS + " of them.");
      }
    }
    return given.stream().distinct().toList();
  }

  private void changed(String namespace, String name) {
    known.remove(new Key(namespace, name));
    listeners.forEach(listener -> listener.accept(namespace, name));
  }

  /** The role of this name. */
  public Role get(String namespace, String name) {
    return store.find(namespace, name).orElseThrow(() -> missing(name));
  }

  /** All of a namespace in order of their names. */
  public List<Role> list(String namespace) {
    return store.list(namespace);
  }

  /** Functions and versions that have it, the first of them. */
  public List<String> users(Role role) {
    return store.users(role.namespace(), role.name(), SHOWN_USERS);
  }

  /**
   * Deletes a role.
   *
   * @throws SluiceException {@code ROLE_IN_USE} while a function or a version has it
   */
  public void delete(String namespace, String name) {
    Role role = get(namespace, name);
    if (!store.delete(namespace, name)) {
      List<String> users = users(role);
      if (users.isEmpty()) {
        throw missing(name);
      }
      throw new SluiceException(
          ErrorCode.ROLE_IN_USE,
          "These have the role '" + name + "': " + String.join(", ", users) + ".",
          "Give the functions another role, and delete the versions that have it, first.");
    }
    changed(namespace, name);
  }

  /** The namespace has gone with all that it had. */
  public void forget(String namespace) {
    known.keySet().removeIf(key -> key.namespace().equals(namespace));
  }

  /**
   * Checks that a function may do something.
   *
   * @param role null for a function without one, which may do nothing
   * @throws SluiceException {@code ROLE_DENIES}
   */
  public void require(String namespace, @Nullable String role, String function, Deed deed) {
    Role is = role == null ? null : role(namespace, role);
    if (is != null && is.allows(deed)) {
      return;
    }
    String wanted = deed.kind().words() + " '" + Text.shorten(deed.what(), 80) + "'";
    if (role == null) {
      throw new SluiceException(
          ErrorCode.ROLE_DENIES,
          "The function '" + function + "' has no role, and without one it may not " + wanted + ".",
          "Give it a role that has it in '" + deed.kind().field() + "'.");
    }
    throw new SluiceException(
        ErrorCode.ROLE_DENIES,
        "The role '"
            + role
            + "' of the function '"
            + function
            + "' does not allow to "
            + wanted
            + ".",
        "Add it to '" + deed.kind().field() + "' of the role.");
  }

  private @Nullable Role role(String namespace, String name) {
    return known
        .computeIfAbsent(new Key(namespace, name), key -> store.find(namespace, name))
        .orElse(null);
  }

  private static SluiceException missing(String name) {
    return new SluiceException(
        ErrorCode.ROLE_NOT_FOUND,
        "There is no role '" + Text.shorten(name, 80) + "'.",
        "List the roles to see their names; 'sluice role set' makes one.");
  }

  private static SluiceException invalid(String detail, String hint) {
    return new SluiceException(ErrorCode.INVALID_ROLE, detail, hint);
  }
}
