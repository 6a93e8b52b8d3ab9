package dev.sluice.flow.text;

import java.util.Arrays;

/** Where the code points of a text are in its characters. Immutable. */
final class Offsets {
  /** Positions of characters outside the basic plane, counted in code points. */
  private final int[] wide;

  Offsets(String text) {
    int[] found = new int[0];
    int count = 0;
    int index = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i)), index++) {
      if (Character.isSupplementaryCodePoint(text.codePointAt(i))) {
        if (count == found.length) {
          found = Arrays.copyOf(found, Math.max(16, count * 2));
        }
        found[count++] = index;
      }
    }
    wide = Arrays.copyOf(found, count);
  }

  /** The offset of the code point with this index. */
  int of(int index) {
    int found = Arrays.binarySearch(wide, index);
    return index + (found >= 0 ? found : -found - 1);
  }
}
