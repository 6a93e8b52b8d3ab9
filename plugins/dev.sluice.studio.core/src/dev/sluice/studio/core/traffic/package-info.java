/**
 * How the traffic of an alias or association is shared out, by hand or by a rollout; no widgets.
 */
@NullMarked
package dev.sluice.studio.core.traffic;

import org.jspecify.annotations.NullMarked;
