/** What leads to a function, and what would stand without it; no widgets. */
@NullMarked
package dev.sluice.studio.core.trigger;

import org.jspecify.annotations.NullMarked;
