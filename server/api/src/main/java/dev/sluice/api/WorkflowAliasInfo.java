package dev.sluice.api;

import java.time.Instant;
import java.util.Map;

/**
 * A name for versions of a workflow.
 *
 * @param weights version number to share of the executions that start by it, summing to 1
 */
public record WorkflowAliasInfo(
    String workflow, String name, Map<String, Double> weights, Instant modifiedAt) {}
