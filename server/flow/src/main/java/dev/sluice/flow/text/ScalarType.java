package dev.sluice.flow.text;

/** What a scalar is by the core schema of YAML 1.2, and so in JSON. */
public enum ScalarType {
  NULL,
  BOOLEAN,
  INTEGER,
  NUMBER,
  STRING
}
