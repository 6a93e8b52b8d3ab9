/** A text editor for source code over JFace Text; knows languages, but no functions or server. */
@NullMarked
package dev.sluice.studio.ui.code;

import org.jspecify.annotations.NullMarked;
