/**
 * Routes of the gateway: which source of the kind {@code http} a request belongs to, and what it
 * becomes. HTTP itself is in the application.
 */
@NullMarked
package dev.sluice.core.route;

import org.jspecify.annotations.NullMarked;
