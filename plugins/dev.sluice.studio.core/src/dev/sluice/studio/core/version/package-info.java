/** The versions and aliases of one function, and what is done to them; no widgets. */
@NullMarked
package dev.sluice.studio.core.version;

import org.jspecify.annotations.NullMarked;
