/** Two states of a function side by side, as lines of text; no widgets. */
@NullMarked
package dev.sluice.studio.core.compare;

import org.jspecify.annotations.NullMarked;
