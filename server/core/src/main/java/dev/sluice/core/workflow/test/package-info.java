/**
 * Tests of workflows: the engine in memory, with mocks in place of calls and a clock that is
 * advanced. Nothing here keeps, calls or publishes anything.
 */
@NullMarked
package dev.sluice.core.workflow.test;

import org.jspecify.annotations.NullMarked;
