/** Access keys in a table. */
@NullMarked
package dev.sluice.store.access;

import org.jspecify.annotations.NullMarked;
