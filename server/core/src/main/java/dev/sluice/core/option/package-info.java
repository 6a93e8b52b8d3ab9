/**
 * What definitions of sources, sinks and bindings say for the options of their kinds: what is
 * allowed, and how kinds read it. What a kind does is behind {@code dev.sluice.spi}.
 */
@NullMarked
package dev.sluice.core.option;

import org.jspecify.annotations.NullMarked;
