/** What brings code from where its owners keep it. No policy (when, how often) belongs here. */
@NullMarked
package dev.sluice.spi.code;

import org.jspecify.annotations.NullMarked;
