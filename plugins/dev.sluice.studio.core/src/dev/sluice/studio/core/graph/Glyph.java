package dev.sluice.studio.core.graph;

/**
 * Small signs of kinds of nodes, as lines in a square of 16: the path syntax of SVG with the
 * commands M, L, C and Z alone, one space between all parts.
 */
public enum Glyph {
  PLAY("M 5 3 L 13 8 L 5 13 Z"),
  STOP("M 4 4 L 12 4 L 12 12 L 4 12 Z"),
  BOLT("M 9 1.5 L 3.5 9 L 8 9 L 7 14.5 L 12.5 7 L 8 7 Z"),
  FUNCTION("M 3 2.5 L 5.5 2.5 L 11 13.5 L 13.5 13.5 M 7.4 6.6 L 3 13.5"),
  BRANCH("M 8 1.5 L 14.5 8 L 8 14.5 L 1.5 8 Z"),
  PASS("M 2 8 L 13 8 M 9 4 L 13 8 L 9 12"),
  CLOCK(
      "M 14 8 C 14 11.3 11.3 14 8 14 C 4.7 14 2 11.3 2 8 C 2 4.7 4.7 2 8 2 C 11.3 2 14 4.7 14 8 Z"
          + " M 8 4.5 L 8 8 L 10.5 9.5"),
  CROSS("M 4 4 L 12 12 M 12 4 L 4 12"),
  PARALLEL("M 4.5 2.5 L 4.5 13.5 M 8 2.5 L 8 13.5 M 11.5 2.5 L 11.5 13.5"),
  LOOP(
      "M 13.5 8 C 13.5 11 11 13.5 8 13.5 C 5 13.5 2.5 11 2.5 8 C 2.5 5 5 2.5 8 2.5"
          + " C 9.8 2.5 11.3 3.3 12.3 4.6 M 12.8 1.8 L 12.6 5 L 9.4 4.8"),
  SHIELD("M 8 1.5 L 13.5 3.5 L 13.5 8 C 13.5 11 11 13.5 8 14.5 C 5 13.5 2.5 11 2.5 8 L 2.5 3.5 Z"),
  SEND("M 2 3 L 14 8 L 2 13 L 4.5 8 Z M 4.5 8 L 9 8"),
  NESTED("M 2 2 L 14 2 L 14 14 L 2 14 Z M 5 5 L 11 5 L 11 11 L 5 11 Z"),
  LIST("M 3 4 L 13 4 M 3 8 L 13 8 M 3 12 L 13 12"),
  QUESTION("M 5 6 C 5 2 11 2 11 6 C 11 8.5 8 8 8 10.5 M 8 12.8 L 8 13.4");

  private final String path;

  Glyph(String path) {
    this.path = path;
  }

  /** The path. */
  public String path() {
    return path;
  }
}
