/** What functions may do through their context; it knows functions only by what they name. */
@NullMarked
package dev.sluice.core.role;

import org.jspecify.annotations.NullMarked;
