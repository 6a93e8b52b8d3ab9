package dev.sluice.studio.core.functions;

import java.util.List;

/** Says names of functions in a row. */
public final class SpokenNames {
  /** Names that are said; more are counted. */
  private static final int MOST = 3;

  private SpokenNames() {}

  /** The names, of many the first ones. */
  public static String of(List<String> names) {
    return names.size() <= MOST
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST)) + " and " + (names.size() - MOST) + " more";
  }
}
