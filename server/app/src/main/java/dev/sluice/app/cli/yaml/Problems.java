package dev.sluice.app.cli.yaml;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with what was read, in the order in which it was found. Not thread-safe. */
public final class Problems {
  private final List<String> all = new ArrayList<>();

  /** Something is wrong at this place. */
  public void add(Place place, String sentence) {
    add(place + ": " + sentence);
  }

  /** Something is wrong as a whole. */
  public void add(String sentence) {
    if (!all.contains(sentence)) {
      all.add(sentence);
    }
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Each in one sentence. */
  public List<String> all() {
    return List.copyOf(all);
  }
}
