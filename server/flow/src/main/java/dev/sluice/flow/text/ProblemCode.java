package dev.sluice.flow.text;

import java.util.Locale;

/** What kind a problem is. The names are stable: clients and scripts compare them. */
public enum ProblemCode {
  /** The bytes are no UTF-8. */
  ENCODING,
  /** More bytes, nodes or aliases than a document may have. */
  TOO_LARGE,
  /** Nested deeper than a document may be. */
  TOO_DEEP,
  /** Neither YAML nor JSON. */
  SYNTAX,
  /** A second document in the same file. */
  SEVERAL_DOCUMENTS,
  /** The same key twice in one map. */
  DUPLICATE_KEY,
  /** Another type of value than is asked for. */
  WRONG_TYPE,
  /** A key that must be there is not. */
  MISSING_KEY,
  /** A key that means nothing here. */
  UNKNOWN_KEY,
  /** Keys that exclude each other. */
  EXCLUSIVE_KEYS,
  /** A value that is none of those that may be, or too large, or too small. */
  INVALID_VALUE,
  /** A name with characters, or a length, that names don't have. */
  INVALID_NAME,
  /** A version that is no semantic version. */
  INVALID_VERSION,
  /** Neither an ISO 8601 duration nor an expression. */
  INVALID_DURATION,
  /** No ISO 8601 date and time. */
  INVALID_TIME,
  /** No absolute URI. */
  INVALID_URI,
  /** A version of the language that is not read here. */
  UNSUPPORTED_DSL,
  /** A task that says nothing of what it does. */
  MISSING_KIND,
  /** A task whose key of kind is not known. */
  UNKNOWN_KIND,
  /** A task that would do several things. */
  SEVERAL_KINDS,
  /** Two tasks, or cases, of one name in one scope. */
  DUPLICATE_NAME,
  /** A transition to a task that is nowhere. */
  UNKNOWN_TARGET,
  /** A transition to a task of another scope. */
  TARGET_OUT_OF_SCOPE,
  /** A task that no path leads to. */
  UNREACHABLE_TASK,
  /** An expression that does not compile. */
  INVALID_EXPRESSION,
  /** The name of something that {@code use} does not define. */
  UNDEFINED_REFERENCE,
  /** A call of a function that is not there. */
  UNKNOWN_FUNCTION,
  /** A call of a version or alias that is not there. */
  UNKNOWN_QUALIFIER,
  /** An event without a correlation key that others it is waited for with have. */
  MISSING_CORRELATION,
  /** A key that the language allows and gives no meaning, and that looks like a slip. */
  SUSPICIOUS_KEY;

  /** As people and clients see it: {@code duplicate-key}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean isWarning() {
    return this == SUSPICIOUS_KEY;
  }
}
