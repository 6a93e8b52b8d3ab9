/**
 * Events that nobody waits for: a durable queue, attempts with retries, dead letters. What an event
 * is and where it comes from is not known here.
 */
@NullMarked
package dev.sluice.core.queue;

import org.jspecify.annotations.NullMarked;
