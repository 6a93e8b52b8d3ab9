package dev.sluice.e2e.model;

import dev.sluice.api.ErrorCode;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one namespace holds after what was done to it, and so what each next request has to answer.
 * An answer is a short text: {@code revision 3}, {@code says two of version 1}, {@code refused
 * function-not-found}. Confined to one thread.
 */
final class FunctionModel {
  static final String LATEST = "latest";

  private final SortedMap<String, Function> functions = new TreeMap<>();

  /** One function. */
  private static final class Function {
    private String word;
    private long revision = 1;
    private boolean enabled = true;
    private int lastVersion;
    private final SortedMap<Integer, String> versions = new TreeMap<>();
    private final SortedMap<String, Alias> aliases = new TreeMap<>();

    private Function(String word) {
      this.word = word;
    }
  }

  /** Where an alias points. */
  private record Alias(SortedMap<Integer, Double> weights, long revision) {}

  /** The model's own text for a refusal. */
  static String refused(String code) {
    return "refused " + code;
  }

  private static String refused(ErrorCode code) {
    return refused(code.code());
  }

  static String atRevision(long revision) {
    return "revision " + revision;
  }

  static String says(String word, String version) {
    return "says " + word + " of version " + version;
  }

  static String version(int number) {
    return "version " + number;
  }

  String create(String name, String word) {
    if (functions.containsKey(name)) {
      return refused(ErrorCode.FUNCTION_EXISTS);
    }
    functions.put(name, new Function(word));
    return atRevision(1);
  }

  /** The revision that a careful caller names; 1 for a function that is not there. */
  long revision(String name) {
    Function function = functions.get(name);
    return function == null ? 1 : function.revision;
  }

  String update(String name, String word, Long revision) {
    Function function = functions.get(name);
    String refusal = refusal(function, revision);
    if (refusal != null) {
      return refusal;
    }
    function.word = word;
    return atRevision(++function.revision);
  }

  String enable(String name, boolean enabled) {
    Function function = functions.get(name);
    if (function == null) {
      return refused(ErrorCode.FUNCTION_NOT_FOUND);
    }
    if (function.enabled != enabled) {
      function.enabled = enabled;
      function.revision++;
    }
    return atRevision(function.revision);
  }

  String publish(String name, Long revision) {
    Function function = functions.get(name);
    String refusal = refusal(function, revision);
    if (refusal != null) {
      return refusal;
    }
    function.revision++;
    function.versions.put(++function.lastVersion, function.word);
    return version(function.lastVersion);
  }

  String fork(String name, int version) {
    Function function = functions.get(name);
    if (function == null) {
      return refused(ErrorCode.FUNCTION_NOT_FOUND);
    }
    if (!function.versions.containsKey(version)) {
      return refused(ErrorCode.VERSION_NOT_FOUND);
    }
    function.word = function.versions.get(version);
    return atRevision(++function.revision);
  }

  String deleteVersion(String name, int version) {
    Function function = functions.get(name);
    if (function == null) {
      return refused(ErrorCode.FUNCTION_NOT_FOUND);
    }
    if (!function.versions.containsKey(version)) {
      return refused(ErrorCode.VERSION_NOT_FOUND);
    }
    if (function.aliases.values().stream().anyMatch(a -> a.weights.containsKey(version))) {
      return refused(ErrorCode.VERSION_IN_USE);
    }
    function.versions.remove(version);
    return "deleted";
  }

  String setAlias(String name, String alias, SortedMap<Integer, Double> weights) {
    Function function = functions.get(name);
    if (function == null) {
      return refused(ErrorCode.FUNCTION_NOT_FOUND);
    }
    if (!function.versions.keySet().containsAll(weights.keySet())) {
      return refused(ErrorCode.INVALID_WEIGHTS);
    }
    Alias old = function.aliases.get(alias);
    Alias set = new Alias(weights, old == null ? 1 : old.revision + 1);
    function.aliases.put(alias, set);
    return atRevision(set.revision);
  }

  String deleteAlias(String name, String alias) {
    Function function = functions.get(name);
    if (function == null) {
      return refused(ErrorCode.FUNCTION_NOT_FOUND);
    }
    return function.aliases.remove(alias) == null ? refused(ErrorCode.ALIAS_NOT_FOUND) : "deleted";
  }

  String delete(String name, Long revision) {
    Function function = functions.get(name);
    String refusal = refusal(function, revision);
    if (refusal != null) {
      return refusal;
    }
    functions.remove(name);
    return "deleted";
  }

  /** All answers that an invocation may get: several, where an alias has several versions. */
  Set<String> invoke(String name, String qualifier) {
    Function function = functions.get(name);
    if (function == null) {
      return Set.of(refused(ErrorCode.FUNCTION_NOT_FOUND));
    }
    if (!function.enabled) {
      return Set.of(refused(ErrorCode.FUNCTION_DISABLED));
    }
    if (qualifier.equals(LATEST)) {
      return Set.of(says(function.word, LATEST));
    }
    if (Character.isDigit(qualifier.charAt(0))) {
      String word = function.versions.get(Integer.valueOf(qualifier));
      return Set.of(word == null ? refused(ErrorCode.VERSION_NOT_FOUND) : says(word, qualifier));
    }
    Alias alias = function.aliases.get(qualifier);
    if (alias == null) {
      return Set.of(refused(ErrorCode.ALIAS_NOT_FOUND));
    }
    return alias.weights.keySet().stream()
        .map(version -> says(function.versions.get(version), version.toString()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of what is there. */
  Set<String> names() {
    return functions.keySet();
  }

  /** All that is known of a function which is there, as {@link Platform#describe} reads it. */
  String describe(String name) {
    Function function = functions.get(name);
    return describe(
        function.word, function.revision, function.enabled, function.versions, aliases(function));
  }

  private static SortedMap<String, Map<Integer, Double>> aliases(Function function) {
    SortedMap<String, Map<Integer, Double>> aliases = new TreeMap<>();
    function.aliases.forEach((alias, is) -> aliases.put(alias, is.weights));
    return aliases;
  }

  /** One text for all of a function. */
  static String describe(
      String word,
      long revision,
      boolean enabled,
      Map<Integer, String> versions,
      Map<String, Map<Integer, Double>> aliases) {
    return "%s, revision %d, %s, versions %s, aliases %s"
        .formatted(word, revision, enabled ? "enabled" : "disabled", versions, aliases);
  }

  private static String refusal(Function function, Long revision) {
    if (function == null) {
      return refused(ErrorCode.FUNCTION_NOT_FOUND);
    }
    return revision == null || revision == function.revision
        ? null
        : refused(ErrorCode.PRECONDITION_FAILED);
  }
}
