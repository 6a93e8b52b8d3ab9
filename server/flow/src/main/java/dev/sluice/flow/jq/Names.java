package dev.sluice.flow.jq;

import org.jspecify.annotations.Nullable;

/** What names mean at a place of an expression, and how many things are bound there. Immutable. */
final class Names {
  static final Names NONE = new Names(null, "", 0, null, 0);

  private final @Nullable Names parent;
  private final String name;
  private final int arity;
  private final Calls.@Nullable Definition definition;

  /** How many bindings are around, with this one. */
  private final int depth;

  private Names(
      @Nullable Names parent,
      String name,
      int arity,
      Calls.@Nullable Definition definition,
      int depth) {
    this.parent = parent;
    this.name = name;
    this.arity = arity;
    this.definition = definition;
    this.depth = depth;
  }

  Names variable(String variable) {
    return new Names(this, "$" + variable, 0, null, depth + 1);
  }

  Names label(String label) {
    return new Names(this, "*" + label, 0, null, depth + 1);
  }

  Names argument(String argument) {
    return new Names(this, argument, 0, null, depth + 1);
  }

  Names function(String function, int arguments, Calls.Definition meaning) {
    return new Names(this, function, arguments, meaning, depth);
  }

  /** How far up a variable is bound; negative where it is not. */
  int up(String variable) {
    return find("$" + variable);
  }

  int label(String label, Source source) {
    int up = find("*" + label);
    if (up < 0) {
      throw source.error("there is no label $" + label);
    }
    return up;
  }

  private int find(String wanted) {
    for (Names at = this; at.parent != null; at = at.parent) {
      if (at.name.equals(wanted)) {
        return depth - at.depth;
      }
    }
    return -1;
  }

  /** The innermost function or argument of a name; null where there is none. */
  @Nullable Names call(String function, int arguments) {
    for (Names at = this; at.parent != null; at = at.parent) {
      if (at.arity == arguments && at.name.equals(function)) {
        return at;
      }
    }
    return null;
  }

  Calls.@Nullable Definition definition() {
    return definition;
  }

  int depth() {
    return depth;
  }
}
