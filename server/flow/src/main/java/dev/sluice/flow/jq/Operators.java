package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import org.jspecify.annotations.Nullable;

/** Terms between two others. */
final class Operators {
  private Operators() {}

  /** A value of two values. */
  interface Operation {
    JsonNode of(Evaluation run, JsonNode left, JsonNode right);
  }

  /** An operator; the right side is the outer loop, as in jq. */
  static final class Binary extends Term {
    private final Operation operation;
    private final Term left;
    private final Term right;
    private final boolean single;

    Binary(Operation operation, Term left, Term right) {
      this.operation = operation;
      this.left = left;
      this.right = right;
      this.single = left.single() && right.single();
    }

    @Override
    boolean single() {
      return single;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      env.run().step();
      JsonNode second = right.value(env, in);
      return operation.of(env.run(), left.value(env, in), second);
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      if (single) {
        out.emit(value(env, in), null);
        return;
      }
      right.each(
          env,
          null,
          in,
          (second, nowhere) ->
              left.each(
                  env,
                  null,
                  in,
                  (first, noplace) -> {
                    env.run().step();
                    out.emit(operation.of(env.run(), first, second), null);
                  }));
    }
  }

  /** {@code and}, {@code or}: the right side only where the left does not say it. */
  static final class Logic extends Term {
    private final boolean or;
    private final Term left;
    private final Term right;

    Logic(boolean or, Term left, Term right) {
      this.or = or;
      this.left = left;
      this.right = right;
    }

    @Override
    boolean single() {
      return left.single() && right.single();
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      env.run().step();
      return BooleanNode.valueOf(
          Order.truth(left.value(env, in)) == or ? or : Order.truth(right.value(env, in)));
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      left.each(
          env,
          null,
          in,
          (first, nowhere) -> {
            env.run().step();
            if (Order.truth(first) == or) {
              out.emit(BooleanNode.valueOf(or), null);
            } else {
              right.each(
                  env,
                  null,
                  in,
                  (second, noplace) -> out.emit(BooleanNode.valueOf(Order.truth(second)), null));
            }
          });
    }
  }

  /** {@code //}: what the left side has that is neither false nor null, or else the right side. */
  static final class Alternative extends Term {
    private final Term left;
    private final Term right;

    Alternative(Term left, Term right) {
      this.left = left;
      this.right = right;
    }

    @Override
    boolean single() {
      return left.single() && right.single();
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      env.run().step();
      try {
        JsonNode first = left.value(env, in);
        if (Order.truth(first)) {
          return first;
        }
      } catch (JqError e) {
        // An error is no value.
      }
      return right.value(env, in);
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      env.run().step();
      boolean[] any = new boolean[1];
      Control.Try.guarded(
          (guarded) ->
              left.each(
                  env,
                  path,
                  in,
                  (value, at) -> {
                    if (Order.truth(value)) {
                      any[0] = true;
                      guarded.emit(value, at);
                    }
                  }),
          out,
          error -> {});
      if (!any[0]) {
        right.each(env, path, in, out);
      }
    }
  }

  private static JsonNode compared(boolean truth) {
    return BooleanNode.valueOf(truth);
  }

  static Operation named(String sign) {
    return switch (sign) {
      case "+" -> Arithmetic::add;
      case "-" -> Arithmetic::subtract;
      case "*" -> Arithmetic::multiply;
      case "/" -> Arithmetic::divide;
      case "%" -> Arithmetic::remainder;
      case "==" -> (run, a, b) -> compared(Order.equal(run, a, b));
      case "!=" -> (run, a, b) -> compared(!Order.equal(run, a, b));
      case "<" -> (run, a, b) -> compared(Order.compare(run, a, b) < 0);
      case "<=" -> (run, a, b) -> compared(Order.compare(run, a, b) <= 0);
      case ">" -> (run, a, b) -> compared(Order.compare(run, a, b) > 0);
      case ">=" -> (run, a, b) -> compared(Order.compare(run, a, b) >= 0);
      default -> throw new IllegalArgumentException(sign);
    };
  }
}
