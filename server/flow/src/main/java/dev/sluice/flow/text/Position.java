package dev.sluice.flow.text;

/**
 * Where people find something.
 *
 * @param line from 1
 * @param column in characters (code points), from 1
 */
public record Position(int line, int column) {
  /** The start of a text. */
  public static final Position START = new Position(1, 1);
}
