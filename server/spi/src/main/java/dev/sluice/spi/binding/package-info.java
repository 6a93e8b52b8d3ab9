/**
 * What a kind of binding implements: resources that the platform reads before a function runs and
 * writes after it. When that happens, what expressions stand for and how long a connection is kept
 * is the core's.
 */
@NullMarked
package dev.sluice.spi.binding;

import org.jspecify.annotations.NullMarked;
