/** Rollouts in an SQL database. */
@NullMarked
package dev.sluice.store.rollout;

import org.jspecify.annotations.NullMarked;
