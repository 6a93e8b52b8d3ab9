/** The REST API from Java: blocking calls and the live stream; no user interface, no rules. */
@NullMarked
package dev.sluice.client;

import org.jspecify.annotations.NullMarked;
