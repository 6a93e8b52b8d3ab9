/** What the tree of everything that the server has shows, and what is done to it; no widgets. */
@NullMarked
package dev.sluice.studio.core.navigator;

import org.jspecify.annotations.NullMarked;
