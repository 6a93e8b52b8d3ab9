package dev.sluice.core.workflow;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A name for versions of a workflow, which executions that start by it are shared among.
 *
 * @param weights version to share, each above 0, summing to 1
 */
public record WorkflowAlias(
    String namespace,
    String workflow,
    String name,
    SortedMap<Integer, Double> weights,
    Instant modifiedAt) {
  public WorkflowAlias {
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }
}
