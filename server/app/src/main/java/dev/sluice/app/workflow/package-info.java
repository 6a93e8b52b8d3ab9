/** What executions of workflows do to the world: functions, HTTP, events, other workflows. */
@NullMarked
package dev.sluice.app.workflow;

import org.jspecify.annotations.NullMarked;
