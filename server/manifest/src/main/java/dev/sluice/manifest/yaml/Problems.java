package dev.sluice.manifest.yaml;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with what was read, in the order in which it was found. Not thread-safe. */
public final class Problems {
  private final Set<Problem> found = new LinkedHashSet<>();

  /** Something is wrong at this place. */
  public void add(Place place, String sentence) {
    found.add(new Problem(place, sentence));
  }

  /** Something is wrong as a whole. */
  public void add(String sentence) {
    found.add(new Problem(null, sentence));
  }

  /** Whether nothing is wrong. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Each with its place. */
  public List<Problem> found() {
    return List.copyOf(found);
  }

  /** Each in one line, with its place before it. */
  public List<String> all() {
    return found.stream().map(Problem::toString).toList();
  }
}
