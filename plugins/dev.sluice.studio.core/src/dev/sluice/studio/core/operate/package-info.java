/** What operators look at: invocations and dead letters of all functions; no numbers over time. */
@NullMarked
package dev.sluice.studio.core.operate;

import org.jspecify.annotations.NullMarked;
