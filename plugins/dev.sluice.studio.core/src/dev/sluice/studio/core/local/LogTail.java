package dev.sluice.studio.core.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Follows a log that grows, and may be replaced by another. Not thread-safe. */
final class LogTail {
  /** Of a log that is longer, only its end is read at first. */
  private static final int MOST_BYTES = 256 << 10;

  private final Path file;
  private String identity = "";
  private long position;

  LogTail(Path file) {
    this.file = file;
  }

  /**
   * What was added.
   *
   * @param anew whether it is of another file than what was given before
   * @param text whole lines
   */
  record Added(boolean anew, String text) {}

  /** What was added since the last call. */
  Added next() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      String now = attributes.fileKey() + " " + attributes.creationTime();
      long size = channel.size();
      boolean anew = !now.equals(identity) || size < position;
      if (anew) {
        identity = now;
        position = Math.max(0, size - MOST_BYTES);
      }
      channel.position(position);
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size - position, MOST_BYTES));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // What is there is read to its end.
      }
      int whole = bytes.position();
      while (whole > 0 && bytes.get(whole - 1) != '\n') {
        whole--;
      }
      position += whole;
      return new Added(anew, new String(bytes.array(), 0, whole, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      boolean anew = !identity.equals("");
      identity = "";
      position = 0;
      return new Added(anew, "");
    }
  }
}
