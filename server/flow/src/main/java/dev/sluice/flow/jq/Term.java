package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled part of an expression. Immutable once compiled; shared by evaluations. */
abstract class Term {
  /**
   * Gives all values for an input.
   *
   * @param path where the input is; null where nobody asks
   */
  abstract void each(Env env, @Nullable Path path, JsonNode in, Sink out);

  /** Whether it always gives exactly one value, or an error: {@link #value} may be asked. */
  boolean single() {
    return false;
  }

  /** The one value. */
  JsonNode value(Env env, JsonNode in) {
    throw new IllegalStateException("it may give several values");
  }

  final List<JsonNode> all(Env env, JsonNode in) {
    if (single()) {
      return List.of(value(env, in));
    }
    List<JsonNode> values = new ArrayList<>();
    each(
        env,
        null,
        in,
        (value, path) -> {
          env.run().step();
          env.run().element(values.size());
          values.add(value);
        });
    return values;
  }

  /** The first value; null where there is none. */
  final @Nullable JsonNode first(Env env, JsonNode in) {
    if (single()) {
      return value(env, in);
    }
    JsonNode[] found = new JsonNode[1];
    try {
      each(
          env,
          null,
          in,
          (value, path) -> {
            found[0] = value;
            throw new BreakException(found);
          });
    } catch (BreakException e) {
      if (!e.leaves(found)) {
        throw e;
      }
    }
    return found[0];
  }

  /** A term that gives one value, which is in no place. */
  abstract static class Single extends Term {
    @Override
    final boolean single() {
      return true;
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      out.emit(value(env, in), null);
    }

    @Override
    abstract JsonNode value(Env env, JsonNode in);
  }
}
