package dev.sluice.core.job;

import java.io.ByteArrayOutputStream;

/** Items of a job as they are stored: each JSON on one line. Not thread-safe. */
public final class JobInput {
  static final byte END = '\n';

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private long items;

  /**
   * Adds an item.
   *
   * @param json without a line break
   */
  public void add(byte[] json) {
    lines.writeBytes(json);
    lines.write(END);
    items++;
  }

  long items() {
    return items;
  }

  byte[] bytes() {
    return lines.toByteArray();
  }
}
