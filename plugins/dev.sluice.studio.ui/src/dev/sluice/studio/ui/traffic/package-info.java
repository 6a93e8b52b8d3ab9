/** The view of the traffic of an alias or association: flows, sliders and rollout. */
@NullMarked
package dev.sluice.studio.ui.traffic;

import org.jspecify.annotations.NullMarked;
