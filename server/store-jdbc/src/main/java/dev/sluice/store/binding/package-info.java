/** What functions store by keys, in an SQL database. */
@NullMarked
package dev.sluice.store.binding;

import org.jspecify.annotations.NullMarked;
