/**
 * What a kind of sink implements: where the server sends events that follow from invocations. When
 * an event is sent, how often it is tried and what becomes of it otherwise is the core's.
 */
@NullMarked
package dev.sluice.spi.sink;

import org.jspecify.annotations.NullMarked;
