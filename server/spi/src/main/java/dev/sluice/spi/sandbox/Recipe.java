package dev.sluice.spi.sandbox;

/**
 * How source becomes what runs.
 *
 * @param name what asked for it: a file's name, {@code source files} or {@code command}
 * @param script of {@code /bin/sh}, run in the folder of the source; what it leaves there is the
 *     result
 */
public record Recipe(String name, String script) {}
