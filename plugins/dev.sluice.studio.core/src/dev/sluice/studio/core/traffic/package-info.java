/** How the traffic of an alias is shared out between versions, by hand or by a rollout. */
@NullMarked
package dev.sluice.studio.core.traffic;

import org.jspecify.annotations.NullMarked;
