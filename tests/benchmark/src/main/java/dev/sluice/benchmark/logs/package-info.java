/** Lines of functions by the million: storing, indexing and searching them. */
@NullMarked
package dev.sluice.benchmark.logs;

import org.jspecify.annotations.NullMarked;
