package dev.sluice.flow.jq;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Functions by name and number of arguments. Filled once, then read by many threads. */
final class Functions {
  private final Map<String, Calls.Definition> definitions = new HashMap<>();
  private final Map<String, Calls.Native> natives = new HashMap<>();
  private final Map<String, Calls.Simple> simples = new HashMap<>();

  void define(String name, int arity, Calls.Definition meaning) {
    definitions.put(name + "/" + arity, meaning);
  }

  void nativeOne(String name, int arity, Calls.Native meaning) {
    natives.put(name + "/" + arity, meaning);
  }

  void simple(String name, int arity, Calls.Simple meaning) {
    simples.put(name + "/" + arity, meaning);
  }

  /** A call; null where there is no such function. */
  @Nullable Term call(String name, List<Term> arguments) {
    String key = name + "/" + arguments.size();
    Calls.Simple simple = simples.get(key);
    if (simple != null) {
      return new Calls.OfSimple(simple, arguments);
    }
    Calls.Native nativeOne = natives.get(key);
    if (nativeOne != null) {
      return new Calls.OfNative(nativeOne, arguments);
    }
    Calls.Definition definition = definitions.get(key);
    return definition == null ? null : new Calls.Defined(definition, -1, arguments);
  }

  /** All of them, as {@code name/arity}. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(definitions.keySet());
    names.addAll(natives.keySet());
    names.addAll(simples.keySet());
    names.removeIf(name -> name.startsWith("_") || name.startsWith("@"));
    return names;
  }
}
