/** The Connect dialog and the state of the connection in the status line. */
@NullMarked
package dev.sluice.studio.ui.connection;

import org.jspecify.annotations.NullMarked;
