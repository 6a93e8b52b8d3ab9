/** A table of many rows, as the views of operators have it; nothing about what the rows are. */
@NullMarked
package dev.sluice.studio.ui.table;

import org.jspecify.annotations.NullMarked;
