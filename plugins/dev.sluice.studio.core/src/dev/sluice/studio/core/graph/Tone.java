package dev.sluice.studio.core.graph;

/** The colours that tell kinds of nodes apart: one for lines and glyphs, a light one for paper. */
public enum Tone {
  BLUE(0x2563c9, 0xe8f0fd),
  TEAL(0x0f7c86, 0xe1f4f5),
  VIOLET(0x7a3fc4, 0xf2eafc),
  AMBER(0xa8620a, 0xfdf1dd),
  GREEN(0x1f7a4d, 0xe4f5eb),
  RED(0xb92424, 0xfdeaea),
  PINK(0xb02a72, 0xfce8f2),
  INDIGO(0x4147b8, 0xeaebfb),
  GREY(0x5d6673, 0xf0f2f5);

  private final int ink;
  private final int paper;

  Tone(int ink, int paper) {
    this.ink = ink;
    this.paper = paper;
  }

  /** For lines and glyphs, as 0xRRGGBB. */
  public int ink() {
    return ink;
  }

  /** For the ground below them, as 0xRRGGBB. */
  public int paper() {
    return paper;
  }
}
