/** Associations in SQL. */
@NullMarked
package dev.sluice.store.association;

import org.jspecify.annotations.NullMarked;
