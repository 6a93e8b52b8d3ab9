/** The function editor; what is right, changed or stale is decided by its presenter. */
@NullMarked
package dev.sluice.studio.ui.editor;

import org.jspecify.annotations.NullMarked;
