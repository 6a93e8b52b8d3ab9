/** Jobs in an SQL database. */
@NullMarked
package dev.sluice.store.job;

import org.jspecify.annotations.NullMarked;
