package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One evaluation: what it sees and what it may still do. Confined to one thread. */
final class Evaluation {
  private final JqBounds bounds;
  private final Map<String, JsonNode> variables;
  private final @Nullable InstantSource clock;
  private final Env root = new Env(this);
  private long steps;
  private int calls;

  Evaluation(JqBounds bounds, Map<String, JsonNode> variables, @Nullable InstantSource clock) {
    this.bounds = bounds;
    this.variables = variables;
    this.clock = clock;
    this.steps = bounds.steps();
  }

  JqBounds bounds() {
    return bounds;
  }

  Env root() {
    return root;
  }

  void step() {
    if (--steps < 0) {
      throw exhausted();
    }
  }

  /** Counts steps at once. */
  void cost(long count) {
    steps -= count;
    if (steps < 0) {
      throw exhausted();
    }
  }

  private ExhaustedException exhausted() {
    return new ExhaustedException("it takes more than " + bounds.steps() + " steps");
  }

  void enter() {
    step();
    if (++calls > bounds.calls()) {
      throw new ExhaustedException("it calls functions in one another too deeply");
    }
  }

  void leave() {
    calls--;
  }

  /** Refuses texts that are too long before they are made, and counts what making one costs. */
  void text(long characters) {
    if (characters > bounds.characters()) {
      throw new ExhaustedException(
          "it makes a text of more than " + bounds.characters() + " characters");
    }
    cost(1 + characters / 8);
  }

  JsonNode made(String text) {
    text(text.length());
    return TextNode.valueOf(text);
  }

  /** Refuses arrays that are too long before they are made, and counts what copying one costs. */
  void elements(long count) {
    if (count > bounds.elements()) {
      throw new ExhaustedException(
          "it makes an array of more than " + bounds.elements() + " elements");
    }
    cost(1 + count / 4);
  }

  /** One more element of an array that grows. */
  void element(int index) {
    if (index >= bounds.elements()) {
      elements(index + 1L);
    }
  }

  JsonNode variable(String name) {
    JsonNode value = variables.get(name);
    if (value == null) {
      throw new JqError("$" + name + " is not defined here");
    }
    return value;
  }

  double now() {
    if (clock == null) {
      throw new JqError("now is not known here");
    }
    return clock.millis() / 1000.0;
  }
}
