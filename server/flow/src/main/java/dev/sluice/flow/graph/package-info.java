/** A workflow as people draw it, and what they do to the drawing as edits of its text. */
@NullMarked
package dev.sluice.flow.graph;

import org.jspecify.annotations.NullMarked;
