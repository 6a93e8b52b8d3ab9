package dev.sluice.app.cli.source;

import dev.sluice.api.KindInfo;
import dev.sluice.api.SourceKindInfo.SourceOption;
import dev.sluice.app.cli.text.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a source or a sink is. Not thread-safe. */
public final class SourceOptions {
  @Option(
      names = "--option",
      paramLabel = "NAME=VALUE",
      description = {
        "An option of the kind; see 'kinds KIND' of the group.",
        "Repeat it for lists; NAME.KEY=VALUE for options that are maps."
      })
  List<String> options = new ArrayList<>();

  @Option(
      names = "--secret",
      paramLabel = "OPTION=SECRET",
      description = "The secret that holds an option's value; see 'sluice secret'.")
  List<String> secrets = new ArrayList<>();

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  @Nullable String description;

  /** These, as they are written behind {@code --option} and {@code --secret}. */
  public static SourceOptions of(List<String> options, List<String> secrets) {
    SourceOptions said = new SourceOptions();
    said.options = options;
    said.secrets = secrets;
    return said;
  }

  /** What it is for, or null. */
  public @Nullable String description() {
    return description;
  }

  /** Whether anything was said. */
  public boolean given() {
    return !options.isEmpty() || !secrets.isEmpty() || description != null;
  }

  /**
   * What was said, over what was there.
   *
   * @param before null for nothing
   * @param kind says which options are lists or maps; null where nobody knows it
   * @throws IllegalArgumentException with what would be right
   */
  public Map<String, Object> merged(@Nullable Map<String, Object> before, @Nullable KindInfo kind) {
    Map<String, Object> said = new LinkedHashMap<>();
    for (String one : options) {
      String[] parts = split("--option", one);
      add(said, kind, parts[0], parts[1]);
    }
    for (String one : secrets) {
      String[] parts = split("--secret", one);
      said.put(parts[0], Map.of("secret", parts[1]));
    }
    Map<String, Object> merged = new TreeMap<>(before == null ? Map.of() : before);
    said.forEach(
        (name, value) -> {
          if (value.equals("")) {
            Object unusedBefore = merged.remove(name);
          } else {
            merged.put(name, value);
          }
        });
    return merged;
  }

  private static void add(
      Map<String, Object> said, @Nullable KindInfo kind, String name, String value) {
    int dot = name.indexOf('.');
    if (dot > 0) {
      @SuppressWarnings("unchecked") // put here, as this
      Map<String, String> map =
          (Map<String, String>)
              said.computeIfAbsent(name.substring(0, dot), key -> new LinkedHashMap<>());
      map.put(name.substring(dot + 1), value);
    } else if (isList(kind, name) && !value.isEmpty()) {
      @SuppressWarnings("unchecked") // put here, as this
      List<String> list = (List<String>) said.computeIfAbsent(name, key -> new ArrayList<String>());
      list.add(value);
    } else {
      said.put(name, value);
    }
  }

  private static boolean isList(@Nullable KindInfo kind, String name) {
    return kind != null
        && kind.options().stream()
            .anyMatch(option -> option.name().equals(name) && option.type().equals("texts"));
  }

  private static String[] split(String option, String text) {
    String[] parts = text.split("=", 2);
    if (parts.length < 2 || parts[0].isEmpty()) {
      throw new IllegalArgumentException(option + " '" + text + "' is not NAME=VALUE");
    }
    return parts;
  }

  /** The kind of this name, or null. */
  public static <K extends KindInfo> @Nullable K kind(List<K> kinds, String name) {
    return kinds.stream().filter(kind -> kind.name().equals(name)).findFirst().orElse(null);
  }

  /** Says that it is none of the kinds. */
  public static String noKind(String name, List<? extends KindInfo> kinds) {
    return "there is no kind '"
        + name
        + "'; use one of "
        + kinds.stream().map(KindInfo::name).collect(Collectors.joining(", "));
  }

  /** An option's value as people write it. */
  public static String words(Object value) {
    if (value instanceof Map<?, ?> map && map.size() == 1 && map.containsKey("secret")) {
      return "secret " + map.get("secret");
    }
    return value instanceof List<?> list
        ? String.join(", ", list.stream().map(Objects::toString).toList())
        : value.toString();
  }

  /** A kind with its options as people read it. */
  public static String table(KindInfo kind) {
    Table table = new Table("OPTION", "TYPE", "DEFAULT", "WHAT IT SAYS");
    for (SourceOption option : kind.options()) {
      List<String> choices = option.choices();
      table.row(
          option.name(),
          option.type(),
          fallback(option),
          choices == null
              ? option.help()
              : option.help() + " One of " + String.join(", ", choices) + ".");
    }
    return kind.summary() + "\n\n" + table.render();
  }

  /** What holds for an option where nothing is said. */
  private static String fallback(SourceOption option) {
    return option.required() ? "required" : Objects.requireNonNullElse(option.fallback(), "");
  }
}
