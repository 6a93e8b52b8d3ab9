/** The Log view; which lines it shows is decided by its presenter. */
@NullMarked
package dev.sluice.studio.ui.log;

import org.jspecify.annotations.NullMarked;
