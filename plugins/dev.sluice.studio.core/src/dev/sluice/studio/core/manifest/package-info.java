/** Functions as the text of a manifest, whose lines are changed one by one; no widgets. */
@NullMarked
package dev.sluice.studio.core.manifest;

import org.jspecify.annotations.NullMarked;
