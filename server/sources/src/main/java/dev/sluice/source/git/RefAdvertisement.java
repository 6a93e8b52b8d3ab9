package dev.sluice.source.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads what a repository answers first: lines with their length in front, of an object and a ref
 * each. A tag with a message of its own is followed by the commit that it is of.
 */
final class RefAdvertisement {
  private static final int LENGTH_DIGITS = 4;
  private static final int MOST_REFS = 100_000;
  static final String PEELED = "^{}";
  private static final String NO_REFS = "capabilities^{}";

  private RefAdvertisement() {}

  /**
   * The refs by name, each with a commit.
   *
   * @throws IOException when it is no such answer, or ends too early
   */
  static SortedMap<String, String> read(InputStream in) throws IOException {
    SortedMap<String, String> refs = new TreeMap<>();
    objects(in)
        .forEach(
            (name, object) ->
                refs.put(
                    name.endsWith(PEELED)
                        ? name.substring(0, name.length() - PEELED.length())
                        : name,
                    object));
    return refs;
  }

  /**
   * The refs by name, each with its object; what a tag with a message is of has the tag's name with
   * {@code ^{}} behind it, which sorts behind the tag.
   *
   * @throws IOException as {@link #read}
   */
  static SortedMap<String, String> objects(InputStream in) throws IOException {
    SortedMap<String, String> refs = new TreeMap<>();
    int flushes = 0;
    while (flushes < 2) {
      int length = length(in);
      if (length == 0) {
        flushes++;
      } else if (flushes == 1) {
        add(refs, text(in, length));
      } else {
        String unusedService = text(in, length);
      }
    }
    return refs;
  }

  private static int length(InputStream in) throws IOException {
    byte[] digits = in.readNBytes(LENGTH_DIGITS);
    try {
      int length = Integer.parseInt(new String(digits, StandardCharsets.US_ASCII), 16);
      if (digits.length == LENGTH_DIGITS && (length == 0 || length > LENGTH_DIGITS)) {
        return length;
      }
    } catch (NumberFormatException e) {
      // As for any other end.
    }
    throw new IOException("The repository's answer is cut off or malformed.");
  }

  private static String text(InputStream in, int length) throws IOException {
    byte[] line = in.readNBytes(length - LENGTH_DIGITS);
    if (line.length != length - LENGTH_DIGITS) {
      throw new IOException("The repository's answer is cut off.");
    }
    return new String(line, StandardCharsets.UTF_8);
  }

  private static void add(SortedMap<String, String> refs, String line) throws IOException {
    int end = line.indexOf('\0');
    String pair = (end < 0 ? line : line.substring(0, end)).stripTrailing();
    int space = pair.indexOf(' ');
    if (space < 0) {
      throw new IOException("The repository's answer is malformed.");
    }
    String object = pair.substring(0, space);
    String name = pair.substring(space + 1);
    if (name.equals(NO_REFS)) {
      return;
    }
    if (refs.size() > MOST_REFS) {
      throw new IOException("The repository has more than " + MOST_REFS + " refs.");
    }
    refs.put(name, object);
  }
}
