/** The server of this machine: start, stop, log. */
@NullMarked
package dev.sluice.studio.ui.local;

import org.jspecify.annotations.NullMarked;
