/** What all SQL stores share: transactions, errors, the sync to disk; no statement of a store. */
@NullMarked
package dev.sluice.store.sql;

import org.jspecify.annotations.NullMarked;
