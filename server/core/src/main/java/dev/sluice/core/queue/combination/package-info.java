/**
 * Events that wait for others: which combination an event becomes part of, and when that is whole.
 * What the parts are, and what is made of a whole combination, is not known here.
 */
@NullMarked
package dev.sluice.core.queue.combination;

import org.jspecify.annotations.NullMarked;
