package dev.sluice.flow.text;

/**
 * An entry or an item of a block, with the comments right above it.
 *
 * @param start its first comment, or itself
 * @param own its key, or its dash
 * @param end after its last line
 * @param inline whether something that is not its own stands before it on its line
 */
record Part(int start, int own, int end, boolean inline) {}
