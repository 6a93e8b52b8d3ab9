/** Starts the server: parse, wire, serve, stop; no rule and no request is handled here. */
@NullMarked
package dev.sluice.app;

import org.jspecify.annotations.NullMarked;
