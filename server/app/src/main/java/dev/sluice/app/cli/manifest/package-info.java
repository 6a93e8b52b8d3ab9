/**
 * {@code sluice apply} and {@code sluice export}: verbs and words over {@code dev.sluice.manifest}.
 */
@NullMarked
package dev.sluice.app.cli.manifest;

import org.jspecify.annotations.NullMarked;
