/** Which invocations belong to one trace, as W3C's Trace Context says; spans go nowhere. */
@NullMarked
package dev.sluice.core.trace;

import org.jspecify.annotations.NullMarked;
