package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that give several values, or none, and functions of places. */
final class StreamFunctions {
  private StreamFunctions() {}

  static void addTo(Functions functions) {
    functions.nativeOne("empty", 0, (env, a, path, in, out) -> {});
    functions.nativeOne(
        "select", 1, (env, a, path, in, out) -> select(env, a.get(0), path, in, out));
    functions.nativeOne(
        "recurse", 0, (env, a, path, in, out) -> Access.Recurse.follow(env, path, in, null, out));
    functions.nativeOne(
        "recurse",
        1,
        (env, a, path, in, out) -> Access.Recurse.follow(env, path, in, a.get(0), out));
    functions.nativeOne(
        "repeat",
        1,
        (env, a, path, in, out) -> Access.Recurse.follow(env, path, in, a.get(0), out));
    functions.nativeOne("while", 2, (env, a, path, in, out) -> whileTrue(env, a, path, in, out));
    functions.nativeOne("until", 2, (env, a, path, in, out) -> until(env, a, path, in, out));
    functions.nativeOne(
        "range",
        1,
        (env, a, path, in, out) ->
            a.get(0)
                .each(
                    env, null, in, (to, at) -> range(env, Numbers.of(0), to, Numbers.of(1), out)));
    functions.nativeOne(
        "range",
        2,
        (env, a, path, in, out) -> {
          for (JsonNode from : a.get(0).all(env, in)) {
            a.get(1).each(env, null, in, (to, at) -> range(env, from, to, Numbers.of(1), out));
          }
        });
    functions.nativeOne(
        "range",
        3,
        (env, a, path, in, out) -> {
          for (JsonNode from : a.get(0).all(env, in)) {
            for (JsonNode to : a.get(1).all(env, in)) {
              a.get(2).each(env, null, in, (by, at) -> range(env, from, to, by, out));
            }
          }
        });
    functions.nativeOne(
        "first", 1, (env, a, path, in, out) -> take(env, 1, a.get(0), path, in, out));
    functions.nativeOne(
        "limit",
        2,
        (env, a, path, in, out) ->
            a.get(0)
                .each(
                    env,
                    null,
                    in,
                    (n, at) -> take(env, count(n, "limit"), a.get(1), path, in, out)));
    functions.nativeOne(
        "skip",
        2,
        (env, a, path, in, out) ->
            a.get(0)
                .each(
                    env,
                    null,
                    in,
                    (n, at) -> skip(env, count(n, "skip"), a.get(1), path, in, out)));
    functions.nativeOne(
        "path",
        1,
        (env, a, path, in, out) ->
            a.get(0)
                .each(
                    env,
                    Path.ROOT,
                    in,
                    (value, at) -> out.emit(Path.require(at, value).json(), null)));
    functions.nativeOne("getpath", 1, StreamFunctions::getPath);
    functions.simple("setpath", 2, (run, in, a) -> setPath(run, in, a[0], a[1]));
    functions.simple("delpaths", 1, (run, in, a) -> deletePaths(run, in, a[0]));
    functions.simple("now", 0, (run, in, a) -> Numbers.of(run.now()));
  }

  private static void select(Env env, Term condition, @Nullable Path path, JsonNode in, Sink out) {
    if (condition.single()) {
      if (Order.truth(condition.value(env, in))) {
        out.emit(in, path);
      }
      return;
    }
    condition.each(
        env,
        null,
        in,
        (value, at) -> {
          if (Order.truth(value)) {
            out.emit(in, path);
          }
        });
  }

  private static void whileTrue(Env env, List<Term> a, @Nullable Path path, JsonNode in, Sink out) {
    Term guard = new Calls.OfNative((e, none, p, v, o) -> select(e, a.get(0), p, v, o), List.of());
    guard.each(
        env,
        path,
        in,
        (value, at) ->
            Access.Recurse.follow(env, at, value, new Control.Pipe(a.get(1), guard), out));
  }

  private static void until(Env env, List<Term> a, @Nullable Path path, JsonNode in, Sink out) {
    Deque<Access.Place> todo = new ArrayDeque<>();
    todo.push(new Access.Place(in, path));
    while (!todo.isEmpty()) {
      Access.Place place = todo.pop();
      for (JsonNode done : a.get(0).all(env, place.value())) {
        env.run().step();
        if (Order.truth(done)) {
          out.emit(place.value(), place.path());
          continue;
        }
        List<Access.Place> next = new ArrayList<>();
        a.get(1)
            .each(
                env,
                place.path(),
                place.value(),
                (value, at) -> {
                  env.run().element(todo.size() + next.size());
                  next.add(0, new Access.Place(value, at));
                });
        next.forEach(todo::push);
      }
    }
  }

  private static void range(Env env, JsonNode from, JsonNode to, JsonNode by, Sink out) {
    if (!from.isNumber() || !to.isNumber() || !by.isNumber()) {
      throw new JqError("Range bounds must be numeric");
    }
    double step = by.doubleValue();
    double end = to.doubleValue();
    if (step == 0) {
      return;
    }
    for (JsonNode at = from;
        step > 0 ? at.doubleValue() < end : at.doubleValue() > end;
        at = Numbers.add(at, by)) {
      env.run().step();
      out.emit(at, null);
    }
  }

  private static long count(JsonNode n, String function) {
    double count = NumberFunctions.number(n, function);
    if (count < 0) {
      throw new JqError("Invalid arguments: " + function + " is not for negative numbers");
    }
    return (long) Math.ceil(count);
  }

  private static void take(
      Env env, long count, Term of, @Nullable Path path, JsonNode in, Sink out) {
    if (count == 0) {
      return;
    }
    long[] left = {count};
    try {
      of.each(
          env,
          path,
          in,
          (value, at) -> {
            left[0]--;
            out.emit(value, at);
            if (left[0] <= 0) {
              throw new BreakException(left);
            }
          });
    } catch (BreakException e) {
      if (!e.leaves(left)) {
        throw e;
      }
    }
  }

  private static void skip(
      Env env, long count, Term of, @Nullable Path path, JsonNode in, Sink out) {
    long[] left = {count};
    of.each(
        env,
        path,
        in,
        (value, at) -> {
          if (--left[0] < 0) {
            out.emit(value, at);
          }
        });
  }

  private static void getPath(
      Env env, List<Term> arguments, @Nullable Path path, JsonNode in, Sink out) {
    arguments
        .get(0)
        .each(
            env,
            null,
            in,
            (keys, nowhere) -> {
              JsonNode at = in;
              Path place = path;
              for (JsonNode key : path(keys)) {
                env.run().step();
                at = at.isNull() ? NullNode.instance : Lookup.get(env.run(), at, key);
                place = Path.child(place, key);
              }
              out.emit(at, place);
            });
  }

  private static List<JsonNode> path(JsonNode keys) {
    if (!keys.isArray()) {
      throw new JqError("Path must be specified as an array");
    }
    List<JsonNode> path = new ArrayList<>();
    keys.forEach(path::add);
    return path;
  }

  private static JsonNode setPath(Evaluation run, JsonNode in, JsonNode keys, JsonNode value) {
    Edits edits = new Edits(run, in);
    edits.set(path(keys), value);
    return edits.value();
  }

  private static JsonNode deletePaths(Evaluation run, JsonNode in, JsonNode paths) {
    Edits edits = new Edits(run, in);
    edits.delete(path(paths).stream().map(StreamFunctions::path).toList());
    return edits.value();
  }
}
