/** {@code sluice source}. */
@NullMarked
package dev.sluice.app.cli.source;

import org.jspecify.annotations.NullMarked;
