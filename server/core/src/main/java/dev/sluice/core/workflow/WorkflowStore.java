package dev.sluice.core.workflow;

import java.util.List;
import java.util.Optional;

/** Keeps workflows: all versions of each. Thread-safe. */
public interface WorkflowStore {
  /**
   * Adds a version; on disk on return.
   *
   * @return false, with nothing changed, where there is one of this number
   */
  boolean add(WorkflowVersion version);

  /**
   * Says of a version which manifest it came from; on disk on return. Nothing happens where there
   * is no such version.
   */
  void setManifest(String namespace, String workflow, int version, String manifest);

  /** The number of the next version of a workflow, also of one that was removed. */
  int next(String namespace, String workflow);

  /** A version, also of a workflow that was removed: executions may need it. */
  Optional<WorkflowVersion> find(String namespace, String workflow, int version);

  /** The newest version. */
  Optional<WorkflowVersion> latest(String namespace, String workflow);

  /** The newest version of each workflow, by name. */
  List<WorkflowVersion> list(String namespace);

  /** The newest version of each workflow of all namespaces. */
  List<WorkflowVersion> listAll();

  /** The aliases of a workflow, by name. */
  List<WorkflowAlias> aliases(String namespace, String workflow);

  /** An alias. */
  Optional<WorkflowAlias> alias(String namespace, String workflow, String name);

  /** Adds or replaces an alias; on disk on return. */
  void setAlias(WorkflowAlias alias);

  /**
   * Removes an alias; on disk on return.
   *
   * @return false where there was none
   */
  boolean removeAlias(String namespace, String workflow, String name);

  /** All versions of a workflow, the newest first. */
  List<WorkflowVersion> versions(String namespace, String workflow);

  /**
   * Removes a workflow with its aliases from all lists; on disk on return.
   *
   * @return false where there was none
   */
  boolean remove(String namespace, String workflow);
}
