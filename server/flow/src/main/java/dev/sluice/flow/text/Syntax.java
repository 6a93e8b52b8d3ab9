package dev.sluice.flow.text;

/** What a document is written in. */
public enum Syntax {
  YAML,
  JSON
}
