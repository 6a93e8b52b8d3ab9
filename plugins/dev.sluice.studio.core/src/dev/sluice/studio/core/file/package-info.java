/** Files of this machine that are edited as texts; no widgets. */
@NullMarked
package dev.sluice.studio.core.file;

import org.jspecify.annotations.NullMarked;
