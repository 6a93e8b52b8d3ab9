/** Tables and words for people out of plain values; prints nothing. */
@NullMarked
package dev.sluice.app.cli.text;

import org.jspecify.annotations.NullMarked;
