package dev.sluice.core.workflow;

import java.time.Instant;

/**
 * A text of a workflow, which never changes.
 *
 * @param version 1 and up
 * @param digest of the text
 * @param text the file as it was deployed
 */
public record WorkflowVersion(
    String namespace,
    String workflow,
    int version,
    String digest,
    String text,
    Instant createdAt) {}
