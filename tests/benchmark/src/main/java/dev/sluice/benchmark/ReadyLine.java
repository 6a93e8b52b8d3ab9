package dev.sluice.benchmark;

import java.io.BufferedReader;
import java.io.IOException;

/** Waits until a server says on its stdout that it is ready. */
final class ReadyLine {
  private ReadyLine() {}

  /**
   * Reads stdout up to the line with this start. A server that ends instead fails the wait; one
   * that hangs is for the person who looks on.
   *
   * @return the rest of the line
   */
  static String await(Process process, String start) throws IOException {
    BufferedReader out = process.inputReader();
    StringBuilder before = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(start)) {
        return line.substring(start.length());
      }
      before.append(line).append('\n');
    }
    throw new IOException("the server ended before it was ready: " + before);
  }
}
