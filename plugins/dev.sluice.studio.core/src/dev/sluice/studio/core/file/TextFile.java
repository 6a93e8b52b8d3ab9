package dev.sluice.studio.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text in UTF-8 in a file, which somebody else may change too. It keeps the mark that some
 * editors put before a text. Calls block. Thread-safe.
 */
public final class TextFile {
  private static final char BOM = '\ufeff';
  private static final long MOST_BYTES = 8 << 20;

  private final Path path;
  private byte @Nullable [] base;
  private boolean bom;

  /** The text at this path, which was not read yet. */
  public TextFile(Path path) {
    this.path = path;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * Reads it.
   *
   * @throws IOException also when it is no text, or more than anybody edits; the message says so
   */
  public synchronized String read() throws IOException {
    if (Files.size(path) > MOST_BYTES) {
      throw new IOException("it has more than " + (MOST_BYTES >> 20) + " MiB");
    }
    byte[] bytes = Files.readAllBytes(path);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("it is no text in UTF-8", e);
    }
    base = bytes;
    bom = text.indexOf(BOM) == 0;
    return bom ? text.substring(1) : text;
  }

  /**
   * Writes it.
   *
   * @param force whether also where somebody else has changed it since it was read or written here
   * @return false where somebody else has, and nothing was written
   */
  public synchronized boolean write(String text, boolean force) throws IOException {
    byte[] known = base;
    if (!force && known != null && Files.exists(path) && !has(known)) {
      return false;
    }
    byte[] bytes = ((bom ? BOM : "") + text).getBytes(StandardCharsets.UTF_8);
    Files.write(path, bytes);
    base = bytes;
    return true;
  }

  /** Whether the file is as it was; what somebody else has put there may have any size. */
  private boolean has(byte[] bytes) throws IOException {
    return Files.size(path) == bytes.length && Arrays.equals(bytes, Files.readAllBytes(path));
  }
}
