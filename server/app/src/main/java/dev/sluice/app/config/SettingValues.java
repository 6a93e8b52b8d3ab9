package dev.sluice.app.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** What was given for each setting and where, and what is wrong with it. Not thread-safe. */
final class SettingValues {
  private record Given(String text, String source) {}

  private final Map<Setting, Given> values = new EnumMap<>(Setting.class);
  private final List<String> problems = new ArrayList<>();

  SettingValues() {
    for (Setting setting : Setting.values()) {
      values.put(setting, new Given(setting.fallback(), "default"));
    }
  }

  /** Takes every property of a file. */
  void file(Path file) {
    Properties properties = new Properties();
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      problems.add("The configuration file " + file + " cannot be read: " + e + ".");
      return;
    }
    for (String key :
        new TreeMap<Object, Object>(properties).keySet().stream().map(String::valueOf).toList()) {
      put(key, properties.getProperty(key), Setting::key, Setting.keys(), "in " + file);
    }
  }

  /** Takes the variables that set something, and refuses those that try to. */
  void environment(Map<String, String> environment) {
    List<String> known = Setting.variables();
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      if (known.contains(variable.getKey()) || Setting.belongsHere(variable.getKey())) {
        put(variable.getKey(), variable.getValue(), Setting::variable, known, "in the environment");
      }
    }
  }

  /** Takes flags by the keys that they set. */
  void flags(Map<String, String> flags) {
    flags.forEach((key, value) -> put(key, value, Setting::key, Setting.keys(), "as a flag"));
  }

  private void put(
      String name,
      String text,
      Function<Setting, String> naming,
      Collection<String> known,
      String source) {
    for (Setting setting : Setting.values()) {
      if (naming.apply(setting).equals(name)) {
        values.put(setting, new Given(text.strip(), source));
        return;
      }
    }
    problems.add(
        "There is no setting '"
            + name
            + "' ("
            + source
            + ")"
            + Nearest.to(name, known).map(near -> "; did you mean '" + near + "'?").orElse("."));
  }

  /** The text that won. */
  String text(Setting setting) {
    return given(setting).text();
  }

  private Given given(Setting setting) {
    Given given = values.get(setting);
    if (given == null) {
      throw new IllegalStateException("every setting has a default");
    }
    return given;
  }

  /**
   * Reads a value.
   *
   * @param parser throws {@link IllegalArgumentException} with what would be right
   * @param fallback stands in for a wrong value, which is a problem by then
   */
  <T> T read(Setting setting, Function<String, T> parser, T fallback) {
    Given given = given(setting);
    try {
      return parser.apply(given.text());
    } catch (IllegalArgumentException e) {
      wrong(setting, String.valueOf(e.getMessage()));
      return fallback;
    }
  }

  /** Reads a value that must also be in bounds. */
  <T> T read(
      Setting setting, Function<String, T> parser, Predicate<T> bounds, String rule, T fallback) {
    return read(
        setting,
        text -> {
          T value = parser.apply(text);
          if (!bounds.test(value)) {
            throw new IllegalArgumentException(rule);
          }
          return value;
        },
        fallback);
  }

  /** Notes what is wrong with a setting. */
  void wrong(Setting setting, String rule) {
    Given given = given(setting);
    problems.add(
        setting.key()
            + " is '"
            + (setting.secret() ? "***" : given.text())
            + "' ("
            + given.source()
            + "): "
            + rule
            + ".");
  }

  List<String> problems() {
    return problems;
  }
}
