/** Verbs on sinks: where events can be sent. */
@NullMarked
package dev.sluice.app.cli.sink;

import org.jspecify.annotations.NullMarked;
