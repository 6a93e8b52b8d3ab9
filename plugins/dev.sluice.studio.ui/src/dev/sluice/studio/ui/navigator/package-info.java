/** The Navigator; what it shows is decided by its presenter. */
@NullMarked
package dev.sluice.studio.ui.navigator;

import org.jspecify.annotations.NullMarked;
