/** The queue's store alone. */
@NullMarked
package dev.sluice.benchmark.queue;

import org.jspecify.annotations.NullMarked;
