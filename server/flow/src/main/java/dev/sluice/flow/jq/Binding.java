package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Terms that bind variables, and what they bind them by. */
final class Binding {
  private Binding() {}

  /** What a value is taken apart by. */
  sealed interface Pattern permits Name, Elements, Members {}

  /** Binds the value itself. */
  record Name() implements Pattern {}

  /** Binds elements of an array. */
  record Elements(List<Pattern> patterns) implements Pattern {}

  /** Binds members of an object. */
  record Members(List<Member> members) implements Pattern {}

  /**
   * @param whole whether the value is bound besides being taken apart, as by {@code {$a: [$b]}}
   * @param key evaluated with what is bound so far
   */
  record Member(Term key, boolean whole, @Nullable Pattern pattern) {}

  /** Takes environments, one for each way to bind. */
  interface Bound {
    void with(Env env);
  }

  static void bind(Env env, JsonNode value, Pattern pattern, JsonNode in, Bound then) {
    if (pattern instanceof Name) {
      then.with(env.with(value));
    } else if (pattern instanceof Elements elements) {
      elements(env, value, elements.patterns(), 0, in, then);
    } else {
      members(env, value, ((Members) pattern).members(), 0, in, then);
    }
  }

  private static void elements(
      Env env, JsonNode value, List<Pattern> patterns, int at, JsonNode in, Bound then) {
    if (at == patterns.size()) {
      then.with(env);
      return;
    }
    JsonNode element = Lookup.get(env.run(), value, Numbers.of(at));
    bind(
        env,
        element,
        patterns.get(at),
        in,
        bound -> elements(bound, value, patterns, at + 1, in, then));
  }

  private static void members(
      Env env, JsonNode value, List<Member> members, int at, JsonNode in, Bound then) {
    if (at == members.size()) {
      then.with(env);
      return;
    }
    Member member = members.get(at);
    member.key.each(
        env,
        null,
        in,
        (key, nowhere) -> {
          JsonNode found = Lookup.get(env.run(), value, key);
          Env bound = member.whole ? env.with(found) : env;
          if (member.pattern == null) {
            members(bound, value, members, at + 1, in, then);
          } else {
            bind(
                bound,
                found,
                member.pattern,
                in,
                next -> members(next, value, members, at + 1, in, then));
          }
        });
  }

  /** {@code source as pattern | body}. */
  static final class As extends Term {
    private final Term source;
    private final Pattern pattern;
    private final Term body;

    As(Term source, Pattern pattern, Term body) {
      this.source = source;
      this.pattern = pattern;
      this.body = body;
    }

    @Override
    boolean single() {
      return pattern instanceof Name && source.single() && body.single();
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      env.run().step();
      return body.value(env.with(source.value(env, in)), in);
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      source.each(
          env,
          null,
          in,
          (value, nowhere) -> {
            env.run().step();
            bind(env, value, pattern, in, bound -> body.each(bound, path, in, out));
          });
    }
  }

  /**
   * What {@code reduce} and {@code foreach} go through.
   *
   * @param source gives the values, which the pattern takes apart
   * @param start gives the first states, each of which is gone through by itself
   */
  record Loop(Term source, Pattern pattern, Term start) {
    /**
     * Goes through it.
     *
     * @param step is told each value's binding, and the state, which it replaces
     * @param end is told the state at the end
     */
    private void run(
        Env env,
        @Nullable Path path,
        JsonNode in,
        BiConsumer<Env, Access.Place[]> step,
        Consumer<Access.Place> end) {
      start.each(
          env,
          path,
          in,
          (first, at) -> {
            Access.Place[] state = {new Access.Place(first, at)};
            source.each(
                env,
                null,
                in,
                (value, nowhere) -> {
                  env.run().step();
                  bind(env, value, pattern, in, bound -> step.accept(bound, state));
                });
            end.accept(state[0]);
          });
    }
  }

  /** {@code reduce}: the last value of the update is the next state. */
  static final class Reduce extends Term {
    private final Loop loop;
    private final Term update;

    Reduce(Loop loop, Term update) {
      this.loop = loop;
      this.update = update;
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      loop.run(
          env,
          path,
          in,
          (bound, state) -> state[0] = next(bound, state[0]),
          last -> out.emit(last.value(), last.path()));
    }

    private Access.Place next(Env env, Access.Place state) {
      if (state.path() == null && update.single()) {
        return new Access.Place(update.value(env, state.value()), null);
      }
      Access.Place[] last = {new Access.Place(NullNode.instance, null)};
      update.each(
          env, state.path(), state.value(), (value, at) -> last[0] = new Access.Place(value, at));
      return last[0];
    }
  }

  /** {@code foreach}: gives what it extracts from each state. */
  static final class Foreach extends Term {
    private final Loop loop;
    private final Term update;
    private final Term extract;

    Foreach(Loop loop, Term update, Term extract) {
      this.loop = loop;
      this.update = update;
      this.extract = extract;
    }

    @Override
    void each(Env env, @Nullable Path path, JsonNode in, Sink out) {
      loop.run(env, path, in, (bound, state) -> next(bound, state, out), last -> {});
    }

    private void next(Env env, Access.Place[] state, Sink out) {
      Access.Place before = state[0];
      update.each(
          env,
          before.path(),
          before.value(),
          (value, at) -> {
            state[0] = new Access.Place(value, at);
            extract.each(env, at, value, out);
          });
    }
  }
}
