/** Numbers of functions over time, and what charts show of them; no colours, no widgets. */
@NullMarked
package dev.sluice.studio.core.stats;

import org.jspecify.annotations.NullMarked;
