/** The benchmark: what the platform costs beside its bare bound; no test and no production code. */
@NullMarked
package dev.sluice.benchmark;

import org.jspecify.annotations.NullMarked;
