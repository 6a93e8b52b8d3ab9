/** Invoking functions: routing, the pool of instances, and the record each invocation leaves. */
@NullMarked
package dev.sluice.core.invocation;

import org.jspecify.annotations.NullMarked;
