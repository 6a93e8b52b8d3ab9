package dev.sluice.studio.core.workflow;

import dev.sluice.flow.graph.State;
import dev.sluice.flow.text.Pointer;
import java.util.Set;

/** Keys of states taken apart, and words made of reasons. */
final class Keys {
  private Keys() {}

  /** A name that is not taken: with a number where it is. */
  static String fresh(Set<String> taken, String name) {
    String fresh = name;
    for (int number = 2; taken.contains(fresh); number++) {
      fresh = name + number;
    }
    return fresh;
  }

  /** The key of the list that a state is in. */
  static String scopeKey(String key) {
    return key.substring(0, Math.max(0, key.lastIndexOf('/')));
  }

  /** The id of a state in its graph. */
  static String id(String key) {
    return Pointer.key(key.substring(key.lastIndexOf('/') + 1));
  }

  /** A state as the target of a transition. */
  static String target(String key) {
    String id = id(key);
    return id.equals(State.EXIT) || id.equals(State.END) ? id.strip() : id;
  }

  /** As a sentence: reasons of edits start small and have no full stop. */
  static String sentence(String reason) {
    return Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + ".";
  }
}
