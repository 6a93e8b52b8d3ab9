/** Filters of events, which are CloudEvents 1.0; their language is behind a port. */
@NullMarked
package dev.sluice.core.event;

import org.jspecify.annotations.NullMarked;
