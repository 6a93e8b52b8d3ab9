package dev.sluice.flow.text;

/** What is written cannot be read; never leaves this package. */
final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final int offset;

  SyntaxException(ProblemCode code, int offset, String sentence) {
    super(sentence, null, false, false);
    this.code = code;
    this.offset = offset;
  }

  ProblemCode code() {
    return code;
  }

  int offset() {
    return offset;
  }

  static SyntaxException tooDeep(int offset) {
    return new SyntaxException(
        ProblemCode.TOO_DEEP, offset, "nested deeper than " + Limits.DEPTH + " levels");
  }
}
