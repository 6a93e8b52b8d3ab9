/** Editors and views of workflows: canvas, text and form side by side, over one presenter. */
@NullMarked
package dev.sluice.studio.ui.workflow;

import org.jspecify.annotations.NullMarked;
