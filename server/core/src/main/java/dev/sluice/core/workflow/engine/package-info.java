/**
 * Executions of workflows as a pure machine: a program, a state, commands that give events, and
 * events that give the next state. No storage, no clock, no threads, no network.
 */
@NullMarked
package dev.sluice.core.workflow.engine;

import org.jspecify.annotations.NullMarked;
