/** Executions of workflows: which there are, and what happened in one, at any moment of it. */
@NullMarked
package dev.sluice.studio.core.execution;

import org.jspecify.annotations.NullMarked;
