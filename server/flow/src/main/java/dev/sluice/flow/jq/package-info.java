/** Expressions in jq: compiled once, with the functions that the library lacks. */
@NullMarked
package dev.sluice.flow.jq;

import org.jspecify.annotations.NullMarked;
