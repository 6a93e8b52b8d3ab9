package dev.sluice.studio.core.option;

import dev.sluice.api.SourceKindInfo.SourceOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Options of a source or a binding as they are being typed, by what their kind says of them. Not
 * thread-safe.
 *
 * <p>Values are text: lists have an element a line, maps a {@code name=value} a line, secrets are
 * the names of secrets, flags are {@code true} or {@code false}.
 */
public final class OptionsDraft {
  private static final Pattern DURATION = Pattern.compile("\\d+(\\.\\d+)?\\s*(ms|s|m|h|d)?");
  private static final String SECRET = "secret";

  private final List<SourceOption> options;
  private final BiFunction<SourceOption, String, Optional<String>> further;
  private final Map<String, String> values = new LinkedHashMap<>();

  /** Options of which nothing was said. */
  public OptionsDraft(List<SourceOption> options) {
    this(options, (option, value) -> Optional.empty());
  }

  /**
   * Options of which nothing was said.
   *
   * @param further finds what else is wrong with a value that is right by itself
   */
  public OptionsDraft(
      List<SourceOption> options, BiFunction<SourceOption, String, Optional<String>> further) {
    this.options = List.copyOf(options);
    this.further = further;
  }

  /** What can be said. */
  public List<SourceOption> options() {
    return options;
  }

  /** Says an option; blank for nothing. */
  public void set(String option, String value) {
    values.put(option, value.strip());
  }

  /** Says what a definition says, as JSON has it; options that there are not are left out. */
  public void take(@Nullable Map<String, Object> said) {
    if (said != null) {
      options.forEach(option -> set(option.name(), text(said.get(option.name()))));
    }
  }

  /** Takes over what another draft says of options of the same names. */
  public void take(OptionsDraft other) {
    options.forEach(option -> set(option.name(), other.value(option.name())));
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Object secret = map.get(SECRET);
      return map.size() == 1 && secret != null
          ? secret.toString()
          : map.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining("\n"));
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }
    return value == null ? "" : value.toString();
  }

  /** What was said of an option; empty for nothing. */
  public String value(String option) {
    return values.getOrDefault(option, "");
  }

  /** What is wrong with an option; empty for nothing. */
  public Optional<String> problem(SourceOption option) {
    String value = value(option.name());
    if (value.isEmpty()) {
      return option.required() ? Optional.of("This is needed.") : Optional.empty();
    }
    Optional<String> wrong =
        switch (option.type()) {
          case "integer" -> integer(option, value);
          case "duration" ->
              DURATION.matcher(value).matches()
                  ? Optional.empty()
                  : Optional.of("A length of time, like 30s, 5m or 1h.");
          case "choice", "flag" -> word(option, value);
          case "map" ->
              value
                  .lines()
                  .filter(line -> !line.isBlank() && line.indexOf('=') < 1)
                  .findFirst()
                  .map(line -> "Not name=value: " + line.strip());
          default -> Optional.empty();
        };
    return wrong.or(() -> further.apply(option, value));
  }

  private static Optional<String> word(SourceOption option, String value) {
    List<String> choices = option.choices();
    List<String> words =
        option.type().equals("flag") || choices == null ? List.of("true", "false") : choices;
    return words.contains(value)
        ? Optional.empty()
        : Optional.of("One of " + String.join(", ", words) + ".");
  }

  private static Optional<String> integer(SourceOption option, String value) {
    Long least = option.least();
    Long most = option.most();
    String range =
        "A whole number"
            + (least == null
                ? ""
                : most == null ? " from " + least : " from " + least + " to " + most)
            + ".";
    try {
      long number = Long.parseLong(value);
      boolean fits = (least == null || number >= least) && (most == null || number <= most);
      return fits ? Optional.empty() : Optional.of(range);
    } catch (NumberFormatException e) {
      return Optional.of(range);
    }
  }

  /** Whether all are right, as far as can be told here. */
  public boolean complete() {
    return options.stream().allMatch(option -> problem(option).isEmpty());
  }

  /** What is sent, as JSON has it; options of which nothing was said are left out. */
  public Map<String, Object> made() {
    Map<String, Object> made = new LinkedHashMap<>();
    for (SourceOption option : options) {
      String value = value(option.name());
      if (!value.isEmpty()) {
        made.put(option.name(), typed(option, value));
      }
    }
    return made;
  }

  private static Object typed(SourceOption option, String value) {
    return switch (option.type()) {
      case "integer" -> Long.valueOf(value);
      case "flag" -> Boolean.valueOf(value);
      case SECRET -> Map.of(SECRET, value);
      case "texts" -> value.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
      case "map" -> map(value);
      default -> value;
    };
  }

  private static Map<String, String> map(String value) {
    Map<String, String> map = new LinkedHashMap<>();
    value
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(
            line -> {
              int sign = line.indexOf('=');
              map.put(line.substring(0, sign).strip(), line.substring(sign + 1).strip());
            });
    return map;
  }
}
