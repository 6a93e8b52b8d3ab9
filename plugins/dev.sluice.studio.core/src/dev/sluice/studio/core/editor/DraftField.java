package dev.sluice.studio.core.editor;

/** A field of the form that can be wrong. */
public enum DraftField {
  HANDLER,
  MEMORY,
  TIMEOUT,
  ENVIRONMENT,
  LABELS
}
