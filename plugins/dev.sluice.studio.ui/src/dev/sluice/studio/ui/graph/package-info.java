/** A canvas for scenes: paints what is in sight and tells gestures. Knows nothing of workflows. */
@NullMarked
package dev.sluice.studio.ui.graph;

import org.jspecify.annotations.NullMarked;
