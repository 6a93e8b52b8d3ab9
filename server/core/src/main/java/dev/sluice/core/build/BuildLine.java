package dev.sluice.core.build;

import dev.sluice.core.live.LiveMessage;

/**
 * One line of a build's log.
 *
 * @param build the build's id
 * @param number of the line in the whole log, from 1
 */
public record BuildLine(String namespace, String function, String build, long number, String text)
    implements LiveMessage {}
