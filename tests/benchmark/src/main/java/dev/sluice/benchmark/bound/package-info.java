/** The bare bound: Jetty to a warm child over a Unix socket; none of the platform's code. */
@NullMarked
package dev.sluice.benchmark.bound;

import org.jspecify.annotations.NullMarked;
