package dev.sluice.manifest.yaml;

/**
 * Where something is written.
 *
 * @param file as people named it
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) {
  /** {@code sluice.yaml:3:5}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
