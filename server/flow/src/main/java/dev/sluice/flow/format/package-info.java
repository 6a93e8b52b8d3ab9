/** Documents written in the usual way. */
@NullMarked
package dev.sluice.flow.format;

import org.jspecify.annotations.NullMarked;
