/** Secrets: kept sealed, given to the functions that name them, shown to nobody. */
@NullMarked
package dev.sluice.core.secret;

import org.jspecify.annotations.NullMarked;
