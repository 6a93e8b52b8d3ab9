/** The log of a function as it grows; no widgets. */
@NullMarked
package dev.sluice.studio.core.log;

import org.jspecify.annotations.NullMarked;
