/** Invoking a function and reading what came of it; no widgets. */
@NullMarked
package dev.sluice.studio.core.invoke;

import org.jspecify.annotations.NullMarked;
