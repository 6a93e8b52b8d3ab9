/** Verbs of {@code sluice instance}; no others. */
@NullMarked
package dev.sluice.app.cli.instance;

import org.jspecify.annotations.NullMarked;
