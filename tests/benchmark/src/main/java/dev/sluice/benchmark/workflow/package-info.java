/** Executions of workflows by the hundred thousand: in memory, and over a store. */
@NullMarked
package dev.sluice.benchmark.workflow;

import org.jspecify.annotations.NullMarked;
