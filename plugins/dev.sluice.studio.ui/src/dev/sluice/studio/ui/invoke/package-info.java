/** The Invoke view; what it shows is decided by its presenter. */
@NullMarked
package dev.sluice.studio.ui.invoke;

import org.jspecify.annotations.NullMarked;
