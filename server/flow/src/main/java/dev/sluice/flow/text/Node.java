package dev.sluice.flow.text;

/** What is written in one place. Immutable; equal only to itself. */
public sealed interface Node permits MapNode, ListNode, ScalarNode, AliasNode {
  /** Its text, without an anchor or a tag before it. Empty where nothing is written. */
  Span span();

  /** Where its text starts with its anchor and its tag; else as its span. */
  int from();

  /** What it stands for: itself, or what an alias names. */
  default Node target() {
    return this;
  }
}
