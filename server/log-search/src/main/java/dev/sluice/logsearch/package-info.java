/**
 * Core's index of log lines in Lucene: a folder that can be thrown away, because all of it is in
 * the store too. No line is read from here and nothing is decided here; Lucene is nowhere else.
 */
@NullMarked
package dev.sluice.logsearch;

import org.jspecify.annotations.NullMarked;
