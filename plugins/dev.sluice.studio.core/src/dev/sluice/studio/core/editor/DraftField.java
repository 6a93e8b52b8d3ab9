package dev.sluice.studio.core.editor;

/** A field of the form that can be wrong. */
public enum DraftField {
  HANDLER,
  MEMORY,
  CPUS,
  TIMEOUT,
  MIN_INSTANCES,
  MAX_INSTANCES,
  ENVIRONMENT,
  LABELS
}
