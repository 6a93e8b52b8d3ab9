package dev.sluice.core.access;

/** What a caller may do in its namespace. */
public enum Scope {
  /** Run functions. */
  INVOKE,
  /** See everything but secrets. */
  READ,
  /** Change everything, keys and secrets too. */
  MANAGE
}
