/** Starts and ends sandboxed instances; no routing, no records, no HTTP. */
@NullMarked
package dev.sluice.sandbox;

import org.jspecify.annotations.NullMarked;
