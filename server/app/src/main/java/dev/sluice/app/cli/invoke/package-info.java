/** Invoking once or for each item of a file; no other verb. */
@NullMarked
package dev.sluice.app.cli.invoke;

import org.jspecify.annotations.NullMarked;
