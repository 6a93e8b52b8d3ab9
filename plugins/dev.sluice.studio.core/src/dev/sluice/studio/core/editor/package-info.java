/** One function while it is edited: draft, checks, deploy and conflicts; no widgets. */
@NullMarked
package dev.sluice.studio.core.editor;

import org.jspecify.annotations.NullMarked;
