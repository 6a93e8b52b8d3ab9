/** The functions that the server has and what is done to them as a whole; not their editing. */
@NullMarked
package dev.sluice.studio.core.functions;

import org.jspecify.annotations.NullMarked;
