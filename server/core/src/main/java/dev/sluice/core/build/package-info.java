/** Builds: source that becomes what runs, their records and logs; the port that keeps them. */
@NullMarked
package dev.sluice.core.build;

import org.jspecify.annotations.NullMarked;
