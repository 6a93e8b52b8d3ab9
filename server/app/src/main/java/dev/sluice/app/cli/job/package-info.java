/** {@code sluice job}. */
@NullMarked
package dev.sluice.app.cli.job;

import org.jspecify.annotations.NullMarked;
