/** The drawing of sources, associations and functions, and the forms beside it. */
@NullMarked
package dev.sluice.studio.ui.wiring;

import org.jspecify.annotations.NullMarked;
