/** Reads {@code /proc}: CPU time and memory of process trees; starts no process itself. */
@NullMarked
package dev.sluice.benchmark.proc;

import org.jspecify.annotations.NullMarked;
