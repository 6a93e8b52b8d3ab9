/** Sinks in an SQL database. */
@NullMarked
package dev.sluice.store.sink;

import org.jspecify.annotations.NullMarked;
