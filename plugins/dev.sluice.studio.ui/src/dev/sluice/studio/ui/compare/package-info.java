/** Editors that show states of a function and change none. */
@NullMarked
package dev.sluice.studio.ui.compare;

import org.jspecify.annotations.NullMarked;
