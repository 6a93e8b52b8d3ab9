package dev.sluice.core.live;

/** Something that just happened; the features of the core say what they tell. Immutable. */
public interface LiveMessage {

  /** The namespace it happened in. */
  String namespace();

  /** The name of the function that it is about. */
  String function();
}
