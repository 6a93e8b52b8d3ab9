/** The audit in an SQL database. */
@NullMarked
package dev.sluice.store.audit;

import org.jspecify.annotations.NullMarked;
