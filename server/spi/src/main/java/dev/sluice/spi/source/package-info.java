/**
 * What brings events in: a class per kind of source, which says what options it has. No policy
 * (which source runs, when it is tried again, who gets its events) belongs here.
 */
@NullMarked
package dev.sluice.spi.source;

import org.jspecify.annotations.NullMarked;
