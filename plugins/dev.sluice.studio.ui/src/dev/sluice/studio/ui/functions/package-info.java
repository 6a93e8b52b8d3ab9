/** The Functions view; which functions it shows is decided by its presenter. */
@NullMarked
package dev.sluice.studio.ui.functions;

import org.jspecify.annotations.NullMarked;
