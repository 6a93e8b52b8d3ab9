/** Core's port for builds in SQL. */
@NullMarked
package dev.sluice.store.build;

import org.jspecify.annotations.NullMarked;
