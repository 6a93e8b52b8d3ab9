package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Terms that give the input with other values in some places. */
final class Assign {
  private Assign() {}

  /** The places that a term finds in a value. */
  static List<List<JsonNode>> places(Env env, Term term, JsonNode in) {
    List<List<JsonNode>> places = new ArrayList<>();
    term.each(
        env,
        Path.ROOT,
        in,
        (value, path) -> {
          env.run().step();
          env.run().element(places.size());
          places.add(Path.require(path, value).keys());
        });
    return places;
  }

  static JsonNode update(Env env, Term places, JsonNode in, Term update) {
    Edits edits = new Edits(env.run(), in);
    List<List<JsonNode>> gone = new ArrayList<>();
    for (List<JsonNode> place : places(env, places, in)) {
      JsonNode next = update.first(env, edits.get(place));
      if (next == null) {
        gone.add(place);
      } else {
        edits.set(place, next);
      }
    }
    edits.delete(gone);
    return edits.value();
  }

  /** {@code =}. */
  static final class Set extends Term {
    private final Term places;
    private final Term values;

    Set(Term places, Term values) {
      this.places = places;
      this.values = values;
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      values.each(
          env,
          null,
          in,
          (value, nowhere) -> {
            Edits edits = new Edits(env.run(), in);
            places(env, places, in).forEach(place -> edits.set(place, value));
            out.emit(edits.value(), null);
          });
    }
  }

  /** {@code |=}. */
  static final class Update extends Term.Single {
    private final Term places;
    private final Term update;

    Update(Term places, Term update) {
      this.places = places;
      this.update = update;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      return update(env, places, in, update);
    }
  }

  /** {@code +=} and its like, with values of the input, not of the place. */
  static final class Operate extends Term {
    private final Operators.@Nullable Operation operation;
    private final Term places;
    private final Term values;

    /**
     * @param operation none for {@code //=}
     */
    Operate(Operators.@Nullable Operation operation, Term places, Term values) {
      this.operation = operation;
      this.places = places;
      this.values = values;
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      values.each(
          env,
          null,
          in,
          (value, nowhere) -> {
            Term literal = new Make.Literal(value);
            Term here = new Access.Identity();
            Term update =
                operation == null
                    ? new Operators.Alternative(here, literal)
                    : new Operators.Binary(operation, here, literal);
            out.emit(update(env, places, in, update), null);
          });
    }
  }
}
