package dev.sluice.expression.cesql;

/** What can be wrong with an expression, in the specification's words. */
enum ErrorKind {
  PARSE,
  MATH,
  CAST,
  MISSING_ATTRIBUTE,
  MISSING_FUNCTION,
  FUNCTION_EVALUATION
}
