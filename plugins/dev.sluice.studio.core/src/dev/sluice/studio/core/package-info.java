/** What Studio knows, without a user interface: no SWT, JFace or workbench here. */
@NullMarked
package dev.sluice.studio.core;

import org.jspecify.annotations.NullMarked;
