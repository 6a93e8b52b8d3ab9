package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Terms that decide what is evaluated, and with what. */
final class Control {
  private Control() {}

  /** One after the other. */
  static final class Pipe extends Term {
    private final Term first;
    private final Term then;

    Pipe(Term first, Term then) {
      this.first = first;
      this.then = then;
    }

    @Override
    boolean single() {
      return first.single() && then.single();
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      env.run().step();
      return then.value(env, first.value(env, in));
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      if (path == null && first.single()) {
        env.run().step();
        then.each(env, null, first.value(env, in), out);
        return;
      }
      first.each(
          env,
          path,
          in,
          (value, at) -> {
            env.run().step();
            then.each(env, at, value, out);
          });
    }
  }

  /** One besides the other. */
  static final class Comma extends Term {
    private final Term first;
    private final Term second;

    Comma(Term first, Term second) {
      this.first = first;
      this.second = second;
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      env.run().step();
      first.each(env, path, in, out);
      second.each(env, path, in, out);
    }
  }

  /** {@code if}. */
  static final class If extends Term {
    private final Term condition;
    private final Term then;
    private final Term otherwise;

    If(Term condition, Term then, Term otherwise) {
      this.condition = condition;
      this.then = then;
      this.otherwise = otherwise;
    }

    @Override
    boolean single() {
      return condition.single() && then.single() && otherwise.single();
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      env.run().step();
      return (Order.truth(condition.value(env, in)) ? then : otherwise).value(env, in);
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      condition.each(
          env,
          null,
          in,
          (value, nowhere) -> {
            env.run().step();
            (Order.truth(value) ? then : otherwise).each(env, path, in, out);
          });
    }
  }

  /** {@code try}, and the question mark. */
  static final class Try extends Term {
    private final Term body;
    private final @Nullable Term otherwise;

    Try(Term body, @Nullable Term otherwise) {
      this.body = body;
      this.otherwise = otherwise;
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      env.run().step();
      guarded(
          guarded -> body.each(env, path, in, guarded),
          out,
          error -> {
            if (otherwise != null) {
              otherwise.each(env, null, error, out);
            }
          });
    }

    /** Catches what the body raises, and not what those raise who take its values. */
    static void guarded(Consumer<Sink> body, Sink out, Consumer<JsonNode> caught) {
      JqError error;
      try {
        body.accept(
            (value, at) -> {
              try {
                out.emit(value, at);
              } catch (JqError e) {
                throw new PassingException(e, out);
              }
            });
        return;
      } catch (PassingException e) {
        if (e.from == out) {
          throw e.error;
        }
        throw e;
      } catch (JqError e) {
        error = e;
      }
      caught.accept(error.value());
    }

    /** An error of whoever takes the values, on its way through the body. */
    private static final class PassingException extends RuntimeException {
      private static final long serialVersionUID = 1L;
      private final transient JqError error;
      private final transient Sink from;

      PassingException(JqError error, Sink from) {
        super(null, null, false, false);
        this.error = error;
        this.from = from;
      }
    }
  }

  /** {@code label}. */
  static final class Label extends Term {
    private final Term body;

    Label(Term body) {
      this.body = body;
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      Env label = env.with(NullNode.instance);
      try {
        body.each(label, path, in, out);
      } catch (BreakException e) {
        if (!e.leaves(label)) {
          throw e;
        }
      }
    }
  }

  /** {@code break}. */
  static final class Break extends Term {
    private final int up;

    Break(int up) {
      this.up = up;
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      throw new BreakException(env.up(up));
    }
  }

  /** A sign before a number. */
  static final class Negate extends Term {
    private final Term of;

    Negate(Term of) {
      this.of = of;
    }

    @Override
    boolean single() {
      return of.single();
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      env.run().step();
      return Arithmetic.negate(of.value(env, in));
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      of.each(env, null, in, (value, at) -> out.emit(Arithmetic.negate(value), null));
    }
  }
}
