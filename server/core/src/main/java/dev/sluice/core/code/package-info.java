/** Stored code: content-addressed, immutable once written; the port that keeps it. */
@NullMarked
package dev.sluice.core.code;

import org.jspecify.annotations.NullMarked;
