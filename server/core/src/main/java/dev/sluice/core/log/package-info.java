/**
 * Searching the lines of functions and how long they are kept; how lines come to be is elsewhere.
 */
@NullMarked
package dev.sluice.core.log;

import org.jspecify.annotations.NullMarked;
