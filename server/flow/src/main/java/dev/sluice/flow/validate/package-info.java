/** Everything that is wrong in a workflow document, in one answer; asks no server by itself. */
@NullMarked
package dev.sluice.flow.validate;

import org.jspecify.annotations.NullMarked;
