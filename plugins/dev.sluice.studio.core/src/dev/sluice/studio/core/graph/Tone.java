package dev.sluice.studio.core.graph;

/**
 * The colours that tell kinds of nodes apart, as 0xRRGGBB: one for lines and glyphs, a light one
 * for paper, and the same for a dark ground.
 */
public enum Tone {
  BLUE(0x2563c9, 0xe8f0fd, 0x78aefc, 0x28364c),
  TEAL(0x0f7c86, 0xe1f4f5, 0x4fc3cd, 0x203f42),
  VIOLET(0x7a3fc4, 0xf2eafc, 0xbd9af5, 0x3a2f4d),
  AMBER(0xa8620a, 0xfdf1dd, 0xe6a954, 0x47381f),
  GREEN(0x1f7a4d, 0xe4f5eb, 0x5cc48d, 0x24402f),
  RED(0xb92424, 0xfdeaea, 0xf48771, 0x502b2b),
  PINK(0xb02a72, 0xfce8f2, 0xf08dbf, 0x4a2a3b),
  INDIGO(0x4147b8, 0xeaebfb, 0x9aa0f7, 0x2e3052),
  GREY(0x5d6673, 0xf0f2f5, 0xa9b1bd, 0x3a3d42);

  private final int ink;
  private final int paper;
  private final int darkInk;
  private final int darkPaper;

  Tone(int ink, int paper, int darkInk, int darkPaper) {
    this.ink = ink;
    this.paper = paper;
    this.darkInk = darkInk;
    this.darkPaper = darkPaper;
  }

  /** For lines and glyphs. */
  public int ink() {
    return ink;
  }

  /** For the ground below them. */
  public int paper() {
    return paper;
  }

  /** As {@link #ink}, in the dark. */
  public int darkInk() {
    return darkInk;
  }

  /** As {@link #paper}, in the dark. */
  public int darkPaper() {
    return darkPaper;
  }
}
