package dev.sluice.spi.sandbox;

/** Why an instance came to its end. */
public enum EndReason {
  /** It had been idle for too long. */
  IDLE("it was idle"),
  /** Another function needed its room. */
  EVICTED("another function needed its room"),
  /** Its version is not served any more. */
  RETIRED("its version is gone"),
  /** The server stops. */
  SHUTDOWN("the server stops"),
  /** Somebody who looked at it wanted that. */
  ENDED_BY_HAND("somebody ended it"),
  /** Its process ended by itself. */
  EXITED("its process ended"),
  /** Its code did not load. */
  LOAD_FAILED("its code did not load"),
  /** It did not answer in time. */
  TIMED_OUT("it ran out of time"),
  /** It used more memory than it may. */
  OUT_OF_MEMORY("it used too much memory"),
  /** While idle it held almost all of the memory, processes or files that it may. */
  LEAKING("it leaks"),
  /** It closed its connection or sent what makes no sense. */
  PROTOCOL_BROKEN("it broke its connection"),
  /** Its result was so large that the rest of it was not read. */
  RESULT_TOO_LARGE("its result was too large"),
  /** An error that nobody caught left it in an unknown state. */
  UNCAUGHT_ERROR("it raised an error that nobody caught"),
  /** The host could not hand it its code. */
  START_FAILED("it could not be started");

  private final String words;

  EndReason(String words) {
    this.words = words;
  }

  /** The reason as half a sentence. */
  public String words() {
    return words;
  }

  /** Whether it tells of a fault of the function, or of an attack. */
  public boolean isFault() {
    return switch (this) {
      case IDLE, EVICTED, RETIRED, ENDED_BY_HAND, SHUTDOWN, START_FAILED -> false;
      default -> true;
    };
  }
}
