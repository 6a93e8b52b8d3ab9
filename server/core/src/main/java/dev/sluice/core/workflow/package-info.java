/**
 * Workflows with their versions, and their executions, which survive the server. How an execution
 * goes on is decided in {@code engine}; what it calls, and where it is kept, is behind ports.
 */
@NullMarked
package dev.sluice.core.workflow;

import org.jspecify.annotations.NullMarked;
