package dev.sluice.layout;

/** Where a workflow goes on. */
public enum Direction {
  DOWN,
  RIGHT
}
