/** Sources, associations and functions as a drawing that can be changed. */
@NullMarked
package dev.sluice.studio.core.wiring;

import org.jspecify.annotations.NullMarked;
