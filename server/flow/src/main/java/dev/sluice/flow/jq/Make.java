package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Terms that make values. */
final class Make {
  private Make() {}

  /** A value that is written out. */
  static final class Literal extends Term.Single {
    private final JsonNode literal;

    Literal(JsonNode literal) {
      this.literal = literal;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      return literal;
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      // As in jq, nothing is in no place: path(null) is where the input is not looked at.
      out.emit(literal, literal.isNull() ? path : null);
    }
  }

  /** All values of a term, in an array. */
  static final class Collect extends Term.Single {
    private final @Nullable Term elements;

    Collect(@Nullable Term elements) {
      this.elements = elements;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      env.run().step();
      if (elements != null) {
        elements.each(
            env,
            null,
            in,
            (value, path) -> {
              env.run().step();
              env.run().element(array.size());
              array.add(value);
            });
      }
      return array;
    }
  }

  /** An object; one for each combination of what its keys and values give. */
  static final class Fields extends Term {
    private final List<Entry> entries;
    private final boolean single;

    Fields(List<Entry> entries) {
      this.entries = List.copyOf(entries);
      this.single = entries.stream().allMatch(e -> e.key.single() && e.value.single());
    }

    @Override
    boolean single() {
      return single;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      env.run().step();
      for (Entry entry : entries) {
        object.set(name(entry.key.value(env, in)), entry.value.value(env, in));
      }
      return object;
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      if (single) {
        out.emit(value(env, in), null);
      } else {
        combine(env, in, 0, JsonNodeFactory.instance.objectNode(), out);
      }
    }

    private void combine(Env env, JsonNode in, int at, ObjectNode made, Sink out) {
      env.run().cost(1L + made.size());
      if (at == entries.size()) {
        out.emit(made, null);
        return;
      }
      Entry entry = entries.get(at);
      for (JsonNode key : entry.key.all(env, in)) {
        entry.value.each(
            env,
            null,
            in,
            (value, nowhere) -> {
              ObjectNode next = JsonNodeFactory.instance.objectNode().setAll(made);
              next.set(name(key), value);
              combine(env, in, at + 1, next, out);
            });
      }
    }

    private static String name(JsonNode key) {
      if (!key.isTextual()) {
        throw new JqError("Object keys must be strings");
      }
      return key.textValue();
    }
  }

  /** A key with its value. */
  record Entry(Term key, Term value) {}

  /** A text with values in it. */
  static final class Interpolated extends Term {
    private final List<Term> parts;
    private final boolean single;

    /**
     * @param parts literals, and terms that give texts
     */
    Interpolated(List<Term> parts) {
      this.parts = List.copyOf(parts);
      this.single = parts.stream().allMatch(Term::single);
    }

    @Override
    boolean single() {
      return single;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      StringBuilder text = new StringBuilder();
      for (Term part : parts) {
        String next = part.value(env, in).textValue();
        env.run().text(text.length() + (long) next.length());
        text.append(next);
      }
      return TextNode.valueOf(text.toString());
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      if (single) {
        out.emit(value(env, in), null);
      } else {
        combine(env, in, parts.size() - 1, "", out);
      }
    }

    /** The last part is the outermost loop, as in jq. */
    private void combine(Env env, JsonNode in, int at, String after, Sink out) {
      if (at < 0) {
        out.emit(TextNode.valueOf(after), null);
        return;
      }
      parts
          .get(at)
          .each(
              env,
              null,
              in,
              (value, nowhere) -> {
                env.run().text(after.length() + (long) value.textValue().length());
                combine(env, in, at - 1, value.textValue() + after, out);
              });
    }
  }

  /** A variable of the expression. */
  static final class Variable extends Term.Single {
    private final int up;

    Variable(int up) {
      this.up = up;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      return env.up(up).value();
    }
  }

  /** A variable from outside. */
  static final class Global extends Term.Single {
    private final String name;

    Global(String name) {
      this.name = name;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      return env.run().variable(name);
    }
  }
}
