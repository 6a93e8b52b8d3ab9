package dev.sluice.studio.core.graph;

/**
 * Something that a node wears in its corner.
 *
 * @param text for the tooltip
 */
public record Mark(Kind kind, String text) {
  /** What kind of mark. */
  public enum Kind {
    ERROR(Tone.RED),
    WARNING(Tone.AMBER),
    RUNNING(Tone.BLUE),
    WAITING(Tone.AMBER),
    DONE(Tone.GREEN),
    FAILED(Tone.RED),
    SKIPPED(Tone.GREY),
    ADDED(Tone.GREEN),
    REMOVED(Tone.RED),
    CHANGED(Tone.AMBER),
    /** Nothing became of it; it is faint, and wears nothing. */
    SAME(Tone.GREY);

    private final Tone tone;

    Kind(Tone tone) {
      this.tone = tone;
    }

    /** Its colour. */
    public Tone tone() {
      return tone;
    }
  }
}
