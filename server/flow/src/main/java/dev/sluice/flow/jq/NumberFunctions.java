package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Functions of numbers. */
final class NumberFunctions {
  private NumberFunctions() {}

  static void addTo(Functions functions) {
    constant(functions, "nan", Double.NaN);
    constant(functions, "infinite", Double.POSITIVE_INFINITY);
    functions.simple(
        "isnan", 0, (run, in, a) -> BooleanNode.valueOf(Double.isNaN(number(in, "isnan"))));
    functions.simple(
        "isinfinite",
        0,
        (run, in, a) -> BooleanNode.valueOf(Double.isInfinite(number(in, "isinfinite"))));
    functions.simple(
        "isnormal",
        0,
        (run, in, a) ->
            BooleanNode.valueOf(
                Math.abs(number(in, "isnormal")) >= Double.MIN_NORMAL
                    && Double.isFinite(in.doubleValue())));
    whole(functions, "floor", Math::floor);
    whole(functions, "ceil", Math::ceil);
    whole(functions, "round", x -> Math.copySign(Math.floor(Math.abs(x) + 0.5), x));
    whole(functions, "trunc", x -> x < 0 ? Math.ceil(x) : Math.floor(x));
    whole(functions, "rint", Math::rint);
    whole(functions, "nearbyint", Math::rint);
    functions.simple("abs", 0, (run, in, a) -> number(in, "abs") < 0 ? Arithmetic.negate(in) : in);
    functions.simple("fabs", 0, (run, in, a) -> Numbers.of(Math.abs(number(in, "fabs"))));
    one(functions, "sqrt", Math::sqrt);
    one(functions, "cbrt", Math::cbrt);
    one(functions, "exp", Math::exp);
    one(functions, "exp2", x -> Math.pow(2, x));
    one(functions, "exp10", x -> Math.pow(10, x));
    one(functions, "expm1", Math::expm1);
    one(functions, "log", Math::log);
    one(functions, "log2", x -> Math.log(x) / Math.log(2));
    one(functions, "log10", Math::log10);
    one(functions, "log1p", Math::log1p);
    one(functions, "sin", Math::sin);
    one(functions, "cos", Math::cos);
    one(functions, "tan", Math::tan);
    one(functions, "asin", Math::asin);
    one(functions, "acos", Math::acos);
    one(functions, "atan", Math::atan);
    one(functions, "sinh", Math::sinh);
    one(functions, "cosh", Math::cosh);
    one(functions, "tanh", Math::tanh);
    one(functions, "asinh", x -> Math.log(x + Math.sqrt(x * x + 1)));
    one(functions, "acosh", x -> Math.log(x + Math.sqrt(x * x - 1)));
    one(functions, "atanh", x -> 0.5 * Math.log((1 + x) / (1 - x)));
    one(functions, "significand", x -> x == 0 ? 0 : x / Math.pow(2, Math.getExponent(x)));
    one(functions, "logb", x -> x == 0 ? Double.NEGATIVE_INFINITY : Math.getExponent(x));
    two(functions, "pow", Math::pow);
    two(functions, "atan2", Math::atan2);
    two(functions, "fmin", Math::min);
    two(functions, "fmax", Math::max);
    two(functions, "fmod", (x, y) -> x % y);
    two(functions, "hypot", Math::hypot);
    two(functions, "drem", Math::IEEEremainder);
    two(functions, "ldexp", (x, y) -> x * Math.pow(2, y));
    two(functions, "scalb", (x, y) -> x * Math.pow(2, y));
    two(functions, "scalbln", (x, y) -> x * Math.pow(2, y));
    two(functions, "copysign", Math::copySign);
    functions.simple(
        "modf", 0, (run, in, a) -> pair(number(in, "modf") % 1, (double) (long) in.doubleValue()));
    functions.simple(
        "frexp",
        0,
        (run, in, a) -> {
          double x = number(in, "frexp");
          int exponent = x == 0 || !Double.isFinite(x) ? 0 : Math.getExponent(x) + 1;
          return pair(x / Math.pow(2, exponent), exponent);
        });
  }

  private static JsonNode pair(double first, double second) {
    return JsonNodeFactory.instance.arrayNode().add(Numbers.of(first)).add(Numbers.of(second));
  }

  static double number(JsonNode in, String function) {
    if (!in.isNumber()) {
      throw new JqError(JqError.named(in) + " number required by " + function);
    }
    return in.doubleValue();
  }

  private static void constant(Functions functions, String name, double value) {
    JsonNode node = DoubleNode.valueOf(value);
    functions.simple(name, 0, (run, in, a) -> node);
  }

  /** Whole numbers stay as they are: they may be too large for a double. */
  private static void whole(Functions functions, String name, DoubleUnaryOperator of) {
    functions.simple(
        name,
        0,
        (run, in, a) -> Numbers.whole(in) ? in : Numbers.of(of.applyAsDouble(number(in, name))));
  }

  private static void one(Functions functions, String name, DoubleUnaryOperator of) {
    functions.simple(name, 0, (run, in, a) -> Numbers.of(of.applyAsDouble(number(in, name))));
  }

  private static void two(Functions functions, String name, DoubleBinaryOperator of) {
    functions.simple(
        name,
        2,
        (run, in, a) -> Numbers.of(of.applyAsDouble(number(a[0], name), number(a[1], name))));
  }
}
