/**
 * The kinds of sources that bring events from brokers and stores elsewhere. When a source runs, how
 * its connection is tried again and who gets its events is no matter of this module.
 */
@NullMarked
package dev.sluice.source;

import org.jspecify.annotations.NullMarked;
