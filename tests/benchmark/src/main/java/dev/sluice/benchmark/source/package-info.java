/** Brokers with messages in them and timers, and what the libraries alone make of them. */
@NullMarked
package dev.sluice.benchmark.source;

import org.jspecify.annotations.NullMarked;
