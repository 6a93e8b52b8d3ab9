/** The verbs of events that were given up. */
@NullMarked
package dev.sluice.app.cli.deadletter;

import org.jspecify.annotations.NullMarked;
