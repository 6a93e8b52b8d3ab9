package dev.sluice.api;

/** Who has to act on an error. */
public enum Culprit {
  /** The request was wrong: sending it again unchanged fails again. */
  CALLER,
  /** The function's own code failed. */
  FUNCTION,
  /** The platform failed or is busy: the same request may succeed later. */
  SERVER
}
