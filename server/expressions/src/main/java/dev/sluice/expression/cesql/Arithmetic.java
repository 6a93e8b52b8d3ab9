package dev.sluice.expression.cesql;

/** Operations on integers of 32 bits; what leaves their range is an error, and so is x / 0. */
enum Arithmetic {
  MULTIPLY {
    @Override
    long exact(long x, long y) {
      return x * y;
    }
  },
  DIVIDE {
    @Override
    long exact(long x, long y) {
      return x / y;
    }
  },
  REMAINDER {
    @Override
    long exact(long x, long y) {
      return x % y;
    }
  },
  ADD {
    @Override
    long exact(long x, long y) {
      return x + y;
    }
  },
  SUBTRACT {
    @Override
    long exact(long x, long y) {
      return x - y;
    }
  };

  abstract long exact(long x, long y);

  Object of(int x, int y) throws EvaluationException {
    if (y == 0 && (this == DIVIDE || this == REMAINDER)) {
      throw new EvaluationException(ErrorKind.MATH, 0, "a division by zero");
    }
    long result = exact(x, y);
    if (result != (int) result) {
      throw new EvaluationException(ErrorKind.MATH, 0, result + " is out of range");
    }
    return (int) result;
  }
}
