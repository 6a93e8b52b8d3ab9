/** {@code sluice execution}. */
@NullMarked
package dev.sluice.app.cli.execution;

import org.jspecify.annotations.NullMarked;
