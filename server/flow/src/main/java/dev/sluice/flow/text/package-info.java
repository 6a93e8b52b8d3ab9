/** Files as a tree of nodes that know where they are written, and small edits of their text. */
@NullMarked
package dev.sluice.flow.text;

import org.jspecify.annotations.NullMarked;
