/** Numbers over time in tables. */
@NullMarked
package dev.sluice.store.stats;

import org.jspecify.annotations.NullMarked;
