/** Events by the clock. */
@NullMarked
package dev.sluice.source.schedule;

import org.jspecify.annotations.NullMarked;
