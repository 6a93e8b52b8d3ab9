package dev.sluice.core.role;

import java.util.List;
import java.util.Optional;

/** Keeps roles. Thread-safe. */
public interface RoleStore {

  /** The role of this name. */
  Optional<Role> find(String namespace, String name);

  /** All of a namespace in order of their names. */
  List<Role> list(String namespace);

  /**
   * Adds a role (revision 1) or replaces the one whose revision is one lower.
   *
   * @return false when another revision is stored, or none
   */
  boolean save(Role role);

  /**
   * Removes a role that nothing has.
   *
   * @return false where there is none, or something has it
   */
  boolean delete(String namespace, String name);

  /**
   * What has a role, in order: names of functions, and {@code name:3} for versions.
   *
   * @param limit most of them
   */
  List<String> users(String namespace, String name, int limit);
}
