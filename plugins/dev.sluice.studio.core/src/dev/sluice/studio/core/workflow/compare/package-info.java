/** Two texts of a workflow as one drawing that shows what became of it; no widgets. */
@NullMarked
package dev.sluice.studio.core.workflow.compare;

import org.jspecify.annotations.NullMarked;
