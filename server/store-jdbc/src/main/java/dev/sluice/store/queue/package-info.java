/** The queue of events in SQL. */
@NullMarked
package dev.sluice.store.queue;

import org.jspecify.annotations.NullMarked;
