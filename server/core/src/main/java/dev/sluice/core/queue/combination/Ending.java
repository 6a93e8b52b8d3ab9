package dev.sluice.core.queue.combination;

/** How combinations end. */
public enum Ending {
  /** It was whole, and its event is in the queue. */
  COMPLETED,
  /** Its window was over before. */
  EXPIRED,
  /** Too many were open, or its association was given other rules. */
  DROPPED
}
