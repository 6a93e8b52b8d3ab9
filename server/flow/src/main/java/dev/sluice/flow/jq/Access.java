package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Terms that go from a value to its parts, and know where these are. */
final class Access {
  private Access() {}

  /** The input itself. */
  static final class Identity extends Term {
    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      out.emit(in, path);
    }

    @Override
    boolean single() {
      return true;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      return in;
    }
  }

  /** A field whose name is written out. */
  static final class Field extends Term {
    private final Term of;
    private final TextNode key;
    private final boolean optional;

    /**
     * @param optional whether there is no value, and no error, where the input has no fields
     */
    Field(Term of, String name, boolean optional) {
      this.of = of;
      this.key = TextNode.valueOf(name);
      this.optional = optional;
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      if (path == null && single()) {
        out.emit(value(env, in), null);
        return;
      }
      of.each(env, path, in, (value, at) -> emit(env.run(), value, at, key, optional, out));
    }

    @Override
    boolean single() {
      return of.single() && !optional;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      env.run().step();
      return Lookup.field(of.value(env, in), key.textValue());
    }
  }

  private static void emit(
      Evaluation run, JsonNode in, @Nullable Path at, JsonNode key, boolean optional, Sink out) {
    JsonNode part;
    try {
      part = Lookup.get(run, in, key);
    } catch (JqError e) {
      if (optional) {
        return;
      }
      throw e;
    }
    out.emit(part, Path.child(at, key));
  }

  /** An element, or a field whose name is computed from the input. */
  static final class Index extends Term {
    private final Term of;
    private final Term key;
    private final boolean optional;

    Index(Term of, Term key, boolean optional) {
      this.of = of;
      this.key = key;
      this.optional = optional;
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      key.each(
          env,
          null,
          in,
          (k, nowhere) ->
              of.each(env, path, in, (value, at) -> emit(env.run(), value, at, k, optional, out)));
    }

    @Override
    boolean single() {
      return of.single() && key.single() && !optional;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      return Lookup.get(env.run(), of.value(env, in), key.value(env, in));
    }
  }

  /** A part of an array or text. */
  static final class Slice extends Term {
    private final Term of;
    private final Term from;
    private final Term to;
    private final boolean optional;

    Slice(Term of, Term from, Term to, boolean optional) {
      this.of = of;
      this.from = from;
      this.to = to;
      this.optional = optional;
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      to.each(
          env,
          null,
          in,
          (end, nowhere) ->
              from.each(
                  env,
                  null,
                  in,
                  (start, noplace) ->
                      of.each(
                          env, path, in, (value, at) -> slice(env, value, at, start, end, out))));
    }

    private void slice(
        Env env, JsonNode value, @Nullable Path at, JsonNode start, JsonNode end, Sink out) {
      ObjectNode key = JsonNodeFactory.instance.objectNode();
      key.set("start", start);
      key.set("end", end);
      emit(env.run(), value, at, key, optional, out);
    }
  }

  /** All parts of a value. */
  static final class Iterate extends Term {
    private final Term of;
    private final boolean optional;

    Iterate(Term of, boolean optional) {
      this.of = of;
      this.optional = optional;
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      of.each(
          env,
          path,
          in,
          (value, at) -> {
            if (value.isContainerNode() || !optional) {
              parts(env.run(), value, at, out);
            }
          });
    }

    static void parts(Evaluation run, JsonNode value, @Nullable Path at, Sink out) {
      if (value.isArray()) {
        for (int i = 0; i < value.size(); i++) {
          run.step();
          out.emit(value.get(i), at == null ? null : Path.child(at, Numbers.of(i)));
        }
      } else if (value.isObject()) {
        for (Map.Entry<String, JsonNode> field : value.properties()) {
          run.step();
          out.emit(
              field.getValue(),
              at == null ? null : Path.child(at, TextNode.valueOf(field.getKey())));
        }
      } else {
        throw new JqError(
            "Cannot iterate over " + (value.isNull() ? "null" : JqError.named(value)));
      }
    }
  }

  /** A value, its parts, their parts and so on; or what {@code recurse} is told to follow. */
  static final class Recurse extends Term {
    private final @Nullable Term next;

    Recurse(@Nullable Term next) {
      this.next = next;
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      follow(env, path, in, next, out);
    }

    static void follow(Env env, @Nullable Path path, JsonNode in, @Nullable Term next, Sink out) {
      Deque<Place> todo = new ArrayDeque<>();
      todo.push(new Place(in, path));
      while (!todo.isEmpty()) {
        Place place = todo.pop();
        env.run().step();
        out.emit(place.value, place.path);
        Deque<Place> found = new ArrayDeque<>();
        Sink sink =
            (value, at) -> {
              env.run().element(todo.size() + found.size());
              found.push(new Place(value, at));
            };
        if (next != null) {
          next.each(env, place.path, place.value, sink);
        } else if (place.value.isContainerNode()) {
          Iterate.parts(env.run(), place.value, place.path, sink);
        }
        found.forEach(todo::push);
      }
    }
  }

  /** A value and where it is. */
  record Place(JsonNode value, @Nullable Path path) {}
}
