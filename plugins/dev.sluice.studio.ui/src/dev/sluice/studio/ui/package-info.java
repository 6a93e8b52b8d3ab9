/**
 * What all views and editors share: ids, icons, the UI thread, message bars; no rules of its own.
 */
@NullMarked
package dev.sluice.studio.ui;

import org.jspecify.annotations.NullMarked;
