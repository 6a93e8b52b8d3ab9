package dev.sluice.sandbox.jail;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of numbers that the kernel writes, kept open: to read it again costs a few microseconds
 * and no memory. What it tells of has gone when reading fails. Not thread-safe.
 */
public final class KernelFile implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(KernelFile.class);

  private final RandomAccessFile file;
  private final byte[] text;
  private int length;

  private KernelFile(RandomAccessFile file, int most) {
    this.file = file;
    this.text = new byte[most];
  }

  /**
   * Opens one for reading.
   *
   * @param most bytes of it that matter
   */
  public static KernelFile open(Path path, int most) throws IOException {
    return new KernelFile(new RandomAccessFile(path.toFile(), "r"), most);
  }

  /** Opens one of a single number that can be set. */
  static KernelFile openForWriting(Path path, int most) throws IOException {
    if (!Files.exists(path)) {
      throw new IOException(path + " is not there");
    }
    return new KernelFile(new RandomAccessFile(path.toFile(), "rw"), most);
  }

  /** Reads it anew. */
  public KernelFile read() throws IOException {
    // Not by a channel: interrupting its reader would close it.
    file.seek(0);
    length = Math.max(0, file.read(text));
    return this;
  }

  /** Sets it. */
  void write(int digit) throws IOException {
    file.seek(0);
    file.write('0' + digit);
  }

  /** The first number at or after a place in what was read; 0 where there is none. */
  public long number(int from) {
    int at = Math.max(0, from);
    while (at < length && !isDigit(text[at])) {
      at++;
    }
    long number = 0;
    for (; at < length && isDigit(text[at]); at++) {
      number = number * 10 + text[at] - '0';
    }
    return number;
  }

  /** The place behind these characters; -1 where they are not. */
  public int after(String key) {
    byte[] wanted = key.getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at + wanted.length <= length; at++) {
      if (matches(wanted, at)) {
        return at + wanted.length;
      }
    }
    return -1;
  }

  /** The place behind the last such character; 0 where it is not. */
  public int afterLast(char wanted) {
    int at = length;
    while (at > 0 && text[at - 1] != wanted) {
      at--;
    }
    return at;
  }

  /** The place where so many words further on one begins. */
  public int skipWords(int from, int words) {
    int at = from;
    for (int left = words; at < length && left > 0; at++) {
      if (text[at] == ' ') {
        left--;
      }
    }
    return at;
  }

  private boolean matches(byte[] wanted, int at) {
    for (int i = 0; i < wanted.length; i++) {
      if (text[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // Nothing was in a buffer.
      LOG.debug("A file of the kernel did not close well.", e);
    }
  }
}
