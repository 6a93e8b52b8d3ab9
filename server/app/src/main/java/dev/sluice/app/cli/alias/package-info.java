/** The verbs of aliases; no rules, the server has them. */
@NullMarked
package dev.sluice.app.cli.alias;

import org.jspecify.annotations.NullMarked;
