package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Terms that call functions. */
final class Calls {
  private Calls() {}

  /** A function that is written in jq. Its body is set once, when it has been read. */
  static final class Definition {
    private @Nullable Term body;

    void body(Term read) {
      body = read;
    }

    Term body() {
      return Objects.requireNonNull(body);
    }
  }

  /** A call of such a function. */
  static final class Defined extends Term {
    private final Definition definition;
    private final int up;
    private final List<Term> arguments;

    /**
     * @param up from the call's environment to the definition's; negative for the outermost
     */
    Defined(Definition definition, int up, List<Term> arguments) {
      this.definition = definition;
      this.up = up;
      this.arguments = List.copyOf(arguments);
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      Evaluation run = env.run();
      Env inside = up < 0 ? run.root() : env.up(up);
      for (Term argument : arguments) {
        inside = inside.with(argument, env);
      }
      run.enter();
      try {
        definition.body().each(inside, path, in, out);
      } finally {
        run.leave();
      }
    }
  }

  /** A call of an argument, which is evaluated where it was written. */
  static final class Argument extends Term {
    private final int up;

    Argument(int up) {
      this.up = up;
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      Env place = env.up(up);
      place.body().each(place.home(), path, in, out);
    }
  }

  /** A function that is written in Java. */
  interface Native {
    void call(Env env, List<Term> arguments, @Nullable Path path, JsonNode in, Sink out);
  }

  /** A call of such a function. */
  static final class OfNative extends Term {
    private final Native function;
    private final List<Term> arguments;

    OfNative(Native function, List<Term> arguments) {
      this.function = function;
      this.arguments = List.copyOf(arguments);
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      env.run().step();
      function.call(env, arguments, path, in, out);
    }
  }

  /** A function of values: one value for each combination of those of its arguments. */
  interface Simple {
    JsonNode of(Evaluation run, JsonNode in, JsonNode[] arguments);
  }

  /** A call of such a function. */
  static final class OfSimple extends Term {
    private final Simple function;
    private final List<Term> arguments;
    private final boolean single;

    OfSimple(Simple function, List<Term> arguments) {
      this.function = function;
      this.arguments = List.copyOf(arguments);
      this.single = arguments.stream().allMatch(Term::single);
    }

    @Override
    boolean single() {
      return single;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      env.run().step();
      JsonNode[] values = new JsonNode[arguments.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments.get(i).value(env, in);
      }
      return function.of(env.run(), in, values);
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      if (single) {
        out.emit(value(env, in), null);
      } else {
        combine(env, in, new JsonNode[arguments.size()], arguments.size() - 1, out);
      }
    }

    /** The last argument is the outermost loop, as in jq. */
    private void combine(Env env, JsonNode in, JsonNode[] values, int at, Sink out) {
      if (at < 0) {
        env.run().step();
        out.emit(function.of(env.run(), in, values.clone()), null);
        return;
      }
      arguments
          .get(at)
          .each(
              env,
              null,
              in,
              (value, nowhere) -> {
                values[at] = value;
                combine(env, in, values, at - 1, out);
              });
    }
  }
}
