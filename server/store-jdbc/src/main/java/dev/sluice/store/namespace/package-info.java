/** Namespaces in tables. */
@NullMarked
package dev.sluice.store.namespace;

import org.jspecify.annotations.NullMarked;
