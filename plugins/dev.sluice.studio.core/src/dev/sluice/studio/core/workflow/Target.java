package dev.sluice.studio.core.workflow;

import org.jspecify.annotations.Nullable;

/**
 * Where something new goes.
 *
 * @param scope a pointer to the list of tasks
 * @param scopeKey the list's key
 * @param after the state that it follows, or {@link dev.sluice.flow.graph.State#START}; null to
 *     stand alone
 * @param caseName the case of the switch {@code after} that is to lead to it; null for none
 * @param fresh whether that case is yet to be made
 * @param shown the id of the node or edge that is shown as the target; empty for none
 * @param sentence what would happen
 */
record Target(
    String scope,
    String scopeKey,
    @Nullable String after,
    @Nullable String caseName,
    boolean fresh,
    String shown,
    String sentence) {}
