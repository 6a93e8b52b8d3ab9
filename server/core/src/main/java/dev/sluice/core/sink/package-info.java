/**
 * Sinks: where events about ends of invocations go that is no function. What connects to a broker
 * is behind {@code dev.sluice.spi.sink}; when an event is sent, and how often, is the queue's.
 */
@NullMarked
package dev.sluice.core.sink;

import org.jspecify.annotations.NullMarked;
