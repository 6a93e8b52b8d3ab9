package dev.sluice.spi.sandbox;

/** The ways in which a function fails. */
public enum FailureKind {
  /** The code or its handler could not be loaded. */
  LOAD_FAILED,
  /** The handler raised or rejected. */
  RAISED,
  /** The process ended by itself or by a signal. */
  EXITED,
  /** The call ran out of time and was ended. */
  TIMED_OUT,
  /** The instance was ended for using too much memory. */
  OUT_OF_MEMORY,
  /** The instance closed its connection or sent what makes no sense. */
  PROTOCOL_BROKEN,
  /** The result is larger than allowed. */
  RESULT_TOO_LARGE
}
