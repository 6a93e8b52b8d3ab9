package dev.sluice.api;

/**
 * Whether the other side of a source that is not there yet would answer it.
 *
 * @param ok whether a source of this definition would run
 * @param message what was found, or what is wrong, in a sentence for people
 */
public record ConnectionTest(boolean ok, String message) {}
