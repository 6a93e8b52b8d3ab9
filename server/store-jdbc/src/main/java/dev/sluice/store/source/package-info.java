/** Sources of events in SQL. */
@NullMarked
package dev.sluice.store.source;

import org.jspecify.annotations.NullMarked;
