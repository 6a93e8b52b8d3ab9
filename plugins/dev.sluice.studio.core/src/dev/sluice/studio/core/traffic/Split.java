package dev.sluice.studio.core.traffic;

import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.Map;

/** What shares out the invocations of a function between its versions. Immutable. */
public sealed interface Split permits AliasSplit, AssociationSplit {

  /** Tells it from every other of the function. */
  String key();

  /** Its name, which one of another kind may have, too. */
  String name();

  /** What it is, with its name: {@code Alias live}. */
  String label();

  /** Version number to share, summing to 1. */
  Map<String, Double> weights();

  /** What keeps events from coming through, as a sentence; empty for nothing. */
  String stopped();

  /**
   * Whether an invocation of the function came through it.
   *
   * @param qualifier what the record says was asked for
   * @param trigger what the record says asked for it
   */
  boolean carries(String qualifier, String trigger);

  /** Whether nobody has changed what it says since then. */
  boolean saysTheSameAs(Split other);

  /** Gives it other shares if it still is as it is here; returns what it is then. */
  Split shift(SluiceClient client, Map<String, Double> weights) throws IOException;
}
