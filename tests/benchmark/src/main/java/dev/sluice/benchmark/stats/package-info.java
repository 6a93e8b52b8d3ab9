/** Calls whose numbers are asked for. */
@NullMarked
package dev.sluice.benchmark.stats;

import org.jspecify.annotations.NullMarked;
