/** Editing workflows: the text, its drawing and its forms as one document. Draws nothing itself. */
@NullMarked
package dev.sluice.studio.core.workflow;

import org.jspecify.annotations.NullMarked;
