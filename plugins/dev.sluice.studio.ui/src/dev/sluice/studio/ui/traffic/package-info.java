/** The view of an alias's traffic: flows, sliders and its rollout. */
@NullMarked
package dev.sluice.studio.ui.traffic;

import org.jspecify.annotations.NullMarked;
