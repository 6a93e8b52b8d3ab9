/** The verbs of associations. */
@NullMarked
package dev.sluice.app.cli.association;

import org.jspecify.annotations.NullMarked;
