/** The live table of functions; no other verb. */
@NullMarked
package dev.sluice.app.cli.top;

import org.jspecify.annotations.NullMarked;
