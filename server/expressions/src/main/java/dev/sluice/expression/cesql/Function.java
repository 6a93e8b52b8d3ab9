package dev.sluice.expression.cesql;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A function of the specification. Characters are Unicode's, not Java's. Immutable.
 *
 * @param variadic whether it takes any number of texts
 */
record Function(String name, Type result, Body body, List<Type> parameters, boolean variadic) {
  private static final Pattern SPACE = Pattern.compile("\\p{IsWhite_Space}");
  private static final String WITH_SEPARATOR = "CONCAT_WS";
  private static final List<Function> ALL =
      List.of(
          fixed("LENGTH", Type.INTEGER, args -> length(text(args, 0)), Type.STRING),
          variadic("CONCAT", args -> joined("", args)),
          variadic(WITH_SEPARATOR, args -> joined(text(args, 0), args.subList(1, args.size()))),
          fixed("LOWER", Type.STRING, args -> text(args, 0).toLowerCase(Locale.ROOT), Type.STRING),
          fixed("UPPER", Type.STRING, args -> text(args, 0).toUpperCase(Locale.ROOT), Type.STRING),
          fixed("TRIM", Type.STRING, args -> trim(text(args, 0)), Type.STRING),
          fixed(
              "LEFT",
              Type.STRING,
              args -> left(text(args, 0), number(args, 1)),
              Type.STRING,
              Type.INTEGER),
          fixed(
              "RIGHT",
              Type.STRING,
              args -> right(text(args, 0), number(args, 1)),
              Type.STRING,
              Type.INTEGER),
          fixed(
              "SUBSTRING",
              Type.STRING,
              args -> part(text(args, 0), number(args, 1), Integer.MAX_VALUE),
              Type.STRING,
              Type.INTEGER),
          fixed(
              "SUBSTRING",
              Type.STRING,
              args -> part(text(args, 0), number(args, 1), number(args, 2)),
              Type.STRING,
              Type.INTEGER,
              Type.INTEGER),
          fixed("ABS", Type.INTEGER, args -> absolute(number(args, 0)), Type.INTEGER),
          fixed("INT", Type.INTEGER, args -> Type.INTEGER.cast(args.get(0)), Type.ANY),
          fixed("BOOL", Type.BOOLEAN, args -> Type.BOOLEAN.cast(args.get(0)), Type.ANY),
          fixed("STRING", Type.STRING, args -> Type.STRING.cast(args.get(0)), Type.ANY));

  /** What a function does with arguments of its types. */
  interface Body {
    Object apply(List<Object> args) throws EvaluationException;
  }

  private static Function fixed(String name, Type result, Body body, Type... parameters) {
    return new Function(name, result, body, List.of(parameters), false);
  }

  private static Function variadic(String name, Body body) {
    return new Function(name, Type.STRING, body, List.of(), true);
  }

  /** The function of this name in any case, for so many arguments; null where there is none. */
  static @Nullable Function find(String name, int arguments) {
    for (Function function : ALL) {
      if (function.name.equalsIgnoreCase(name) && function.takes(arguments)) {
        return function;
      }
    }
    return null;
  }

  private boolean takes(int arguments) {
    int least = name.equals(WITH_SEPARATOR) ? 1 : 0;
    return variadic ? arguments >= least : arguments == parameters.size();
  }

  Type parameter(int index) {
    return variadic ? Type.STRING : parameters.get(index);
  }

  Object apply(List<Object> args) throws EvaluationException {
    return body.apply(args);
  }

  private static String text(List<Object> args, int index) {
    return (String) args.get(index);
  }

  private static int number(List<Object> args, int index) {
    return (Integer) args.get(index);
  }

  private static String joined(String delimiter, List<Object> texts) {
    return texts.stream().map(Object::toString).collect(Collectors.joining(delimiter));
  }

  private static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return SPACE.matcher(String.valueOf(c)).matches();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String left(String text, int count) throws EvaluationException {
    if (count < 0) {
      throw outOfRange(text, count);
    }
    return count >= length(text) ? text : text.substring(0, text.offsetByCodePoints(0, count));
  }

  private static String right(String text, int count) throws EvaluationException {
    if (count < 0) {
      throw outOfRange(text, count);
    }
    int length = length(text);
    return count >= length ? text : text.substring(text.offsetByCodePoints(0, length - count));
  }

  private static String part(String text, int position, int count) throws EvaluationException {
    int length = length(text);
    if (position > length || position < -length) {
      throw outOfRange("", position);
    }
    if (count < 0) {
      throw outOfRange("", count);
    }
    if (position == 0) {
      return "";
    }
    int from = position > 0 ? position - 1 : length + position;
    int start = text.offsetByCodePoints(0, from);
    return text.substring(start, text.offsetByCodePoints(start, Math.min(count, length - from)));
  }

  private static Object absolute(int number) throws EvaluationException {
    if (number == Integer.MIN_VALUE) {
      throw new EvaluationException(ErrorKind.MATH, Integer.MAX_VALUE, "ABS is out of range");
    }
    return Math.abs(number);
  }

  private static EvaluationException outOfRange(String value, int argument) {
    return new EvaluationException(
        ErrorKind.FUNCTION_EVALUATION, value, argument + " is out of range");
  }
}
