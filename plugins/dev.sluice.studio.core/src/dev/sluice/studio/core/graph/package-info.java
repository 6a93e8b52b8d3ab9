/**
 * Drawings of nodes and edges without the drawing: what is where, what is seen, and what gestures
 * mean. Knows nothing of workflows.
 */
@NullMarked
package dev.sluice.studio.core.graph;

import org.jspecify.annotations.NullMarked;
