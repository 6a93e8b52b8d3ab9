package dev.sluice.spi.binding;

/** Which way data goes. */
public enum Direction {
  /** It is read before the function runs. */
  IN,
  /** It is written after the function has succeeded. */
  OUT
}
