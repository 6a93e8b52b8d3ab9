package dev.sluice.core.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A text of a workflow, which never changes; what does is the manifest that it came from.
 *
 * @param version 1 and up
 * @param digest of the text
 * @param text the file as it was deployed
 * @param manifest that it came from, or null
 */
public record WorkflowVersion(
    String namespace,
    String workflow,
    int version,
    String digest,
    String text,
    Instant createdAt,
    @Nullable String manifest) {}
