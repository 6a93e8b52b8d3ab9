package dev.sluice.source.s3;

import java.util.Comparator;

/** Keys of objects, in the order in which servers list them: that of their bytes in UTF-8. */
final class Keys {
  static final Comparator<String> ORDER = Keys::compare;

  private Keys() {}

  private static int compare(String one, String other) {
    int at = 0;
    int shorter = Math.min(one.length(), other.length());
    while (at < shorter && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    if (at == shorter) {
      return Integer.compare(one.length(), other.length());
    }
    char a = one.charAt(at);
    char b = other.charAt(at);
    // Characters beyond the first 65,536 are surrogates here, and the last of all in UTF-8.
    return Character.isSurrogate(a) == Character.isSurrogate(b)
        ? Character.compare(a, b)
        : Character.isSurrogate(a) ? 1 : -1;
  }
}
