/** The numbers of a running server, for Prometheus; nothing decides by them. */
@NullMarked
package dev.sluice.app.metrics;

import org.jspecify.annotations.NullMarked;
