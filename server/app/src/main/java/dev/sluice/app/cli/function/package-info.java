/** The verbs of functions; no rules, the server has them. */
@NullMarked
package dev.sluice.app.cli.function;

import org.jspecify.annotations.NullMarked;
