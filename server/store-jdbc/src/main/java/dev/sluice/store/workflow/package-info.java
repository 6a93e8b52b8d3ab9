/** Workflows and their executions in SQL. */
@NullMarked
package dev.sluice.store.workflow;

import org.jspecify.annotations.NullMarked;
