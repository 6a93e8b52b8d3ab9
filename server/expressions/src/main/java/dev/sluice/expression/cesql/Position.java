package dev.sluice.expression.cesql;

/** A place in a text; both count from one, columns in characters. */
record Position(int line, int column) {

  static Position of(String text, int offset) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new Position(line, text.codePointCount(start, offset) + 1);
  }
}
