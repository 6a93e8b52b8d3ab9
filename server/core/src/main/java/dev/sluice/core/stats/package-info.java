/** Numbers over time: how often, how fast and how well functions ran. */
@NullMarked
package dev.sluice.core.stats;

import org.jspecify.annotations.NullMarked;
