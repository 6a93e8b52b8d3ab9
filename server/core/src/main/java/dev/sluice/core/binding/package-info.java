/**
 * Bindings: resources that the platform reads before a function runs and writes after it, so that
 * connections outlive invocations and credentials stay out of the code. What connects is behind
 * {@code dev.sluice.spi.binding}; when it happens is the invocation's.
 */
@NullMarked
package dev.sluice.core.binding;

import org.jspecify.annotations.NullMarked;
