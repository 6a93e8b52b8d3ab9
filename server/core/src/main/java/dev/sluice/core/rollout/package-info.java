/**
 * Rollouts: an alias goes from one version to another in steps, judged by the numbers of both. What
 * is judged here is counted here; traffic is routed elsewhere.
 */
@NullMarked
package dev.sluice.core.rollout;

import org.jspecify.annotations.NullMarked;
