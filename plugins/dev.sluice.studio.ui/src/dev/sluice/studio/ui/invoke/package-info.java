/** The Invoke view; what is sent and what came of it is decided by its presenter. */
@NullMarked
package dev.sluice.studio.ui.invoke;

import org.jspecify.annotations.NullMarked;
