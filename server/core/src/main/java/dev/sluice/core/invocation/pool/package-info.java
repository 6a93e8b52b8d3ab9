/** Warm instances of every version: who gets one, when another is started, when one is ended. */
@NullMarked
package dev.sluice.core.invocation.pool;

import org.jspecify.annotations.NullMarked;
