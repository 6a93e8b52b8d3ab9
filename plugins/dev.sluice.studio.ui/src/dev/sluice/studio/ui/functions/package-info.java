/** The Functions view; what it shows is decided by its presenter. */
@NullMarked
package dev.sluice.studio.ui.functions;

import org.jspecify.annotations.NullMarked;
