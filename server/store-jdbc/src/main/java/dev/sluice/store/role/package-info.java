/** Roles in a table. */
@NullMarked
package dev.sluice.store.role;

import org.jspecify.annotations.NullMarked;
