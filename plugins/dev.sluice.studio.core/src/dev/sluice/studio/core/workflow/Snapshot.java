package dev.sluice.studio.core.workflow;

import dev.sluice.layout.LayoutFile;
import java.util.Set;

/**
 * A workflow at a moment: what undo goes back to. Immutable.
 *
 * @param selected keys of the states that are selected
 */
record Snapshot(String text, LayoutFile layout, Set<String> selected) {
  Snapshot {
    selected = Set.copyOf(selected);
  }

  Snapshot withSelected(Set<String> now) {
    return new Snapshot(text, layout, now);
  }

  boolean sameContent(Snapshot other) {
    return text.equals(other.text) && layout.equals(other.layout);
  }
}
