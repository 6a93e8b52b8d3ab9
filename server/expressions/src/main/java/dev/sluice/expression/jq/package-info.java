/** Inputs of functions in jq. */
@NullMarked
package dev.sluice.expression.jq;

import org.jspecify.annotations.NullMarked;
