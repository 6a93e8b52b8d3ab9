/** Sealed secrets in a table. */
@NullMarked
package dev.sluice.store.secret;

import org.jspecify.annotations.NullMarked;
