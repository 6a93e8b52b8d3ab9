/**
 * Sources of events: what they are, how they run, and how what they bring becomes events. What
 * connects to a broker is behind {@code dev.sluice.spi.source}, who gets events is in {@code
 * association}.
 */
@NullMarked
package dev.sluice.core.source;

import org.jspecify.annotations.NullMarked;
