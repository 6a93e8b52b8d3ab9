package dev.sluice.flow.text;

/**
 * A key with its value. Immutable.
 *
 * @param key text, whatever it looks like
 * @param value as it is written; {@link Node#target} is what it means
 */
public record Entry(ScalarNode key, Node value) {
  /** The key's text. */
  public String name() {
    return key.value();
  }

  /** Where it ends: after its value, or after its colon where that is empty. */
  public int end() {
    return value.span().end();
  }
}
