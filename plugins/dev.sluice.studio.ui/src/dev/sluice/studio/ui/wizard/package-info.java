/** The New Function wizard. */
@NullMarked
package dev.sluice.studio.ui.wizard;

import org.jspecify.annotations.NullMarked;
