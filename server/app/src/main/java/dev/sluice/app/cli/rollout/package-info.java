/** The verbs of rollouts; no other verb. */
@NullMarked
package dev.sluice.app.cli.rollout;

import org.jspecify.annotations.NullMarked;
