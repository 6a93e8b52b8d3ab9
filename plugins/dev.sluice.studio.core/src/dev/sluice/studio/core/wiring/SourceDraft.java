package dev.sluice.studio.core.wiring;

import dev.sluice.api.SourceKindInfo;
import dev.sluice.api.SourceKindInfo.SourceOption;
import dev.sluice.api.SourceSpec;
import dev.sluice.studio.core.editor.DraftCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A source as it is being typed, by what its kind says of its options. Not thread-safe.
 *
 * <p>Values are text: lists have an element a line, maps a {@code name=value} a line, secrets are
 * the names of secrets, flags are {@code true} or {@code false}.
 */
public final class SourceDraft {
  private static final Pattern DURATION = Pattern.compile("\\d+(\\.\\d+)?\\s*(ms|s|m|h|d)?");

  private final SourceKindInfo kind;
  private final Map<String, String> values = new LinkedHashMap<>();
  private String name = "";

  /** A source of this kind of which nothing was said. */
  public SourceDraft(SourceKindInfo kind) {
    this.kind = kind;
  }

  /** Its kind. */
  public SourceKindInfo kind() {
    return kind;
  }

  /** Says its name. */
  public void name(String typed) {
    name = typed.strip();
  }

  /** Says an option; blank for nothing. */
  public void set(String option, String value) {
    values.put(option, value.strip());
  }

  /** What was said of an option; empty for nothing. */
  public String value(String option) {
    return values.getOrDefault(option, "");
  }

  /** What is wrong with its name; empty for nothing. */
  public Optional<String> nameProblem() {
    return name.isEmpty()
        ? Optional.of("Give the source a name.")
        : Optional.ofNullable(DraftCheck.name(name));
  }

  /** What is wrong with an option; empty for nothing. */
  public Optional<String> problem(SourceOption option) {
    String value = value(option.name());
    if (value.isEmpty()) {
      return option.required() ? Optional.of("This is needed.") : Optional.empty();
    }
    return switch (option.type()) {
      case "integer" -> integer(option, value);
      case "duration" ->
          DURATION.matcher(value).matches()
              ? Optional.empty()
              : Optional.of("A length of time, like 30s, 5m or 1h.");
      case "map" ->
          value
              .lines()
              .filter(line -> !line.isBlank() && line.indexOf('=') < 1)
              .findFirst()
              .map(line -> "Not name=value: " + line.strip());
      default -> Optional.empty();
    };
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

  /** Whether it can be made, as far as can be told here. */
  public boolean complete() {
    return nameProblem().isEmpty()
        && kind.options().stream().allMatch(option -> problem(option).isEmpty());
  }

  /** What is sent; options of which nothing was said are left out. */
  public SourceSpec spec() {
    Map<String, Object> options = new LinkedHashMap<>();
    for (SourceOption option : kind.options()) {
      String value = value(option.name());
      if (!value.isEmpty()) {
        options.put(option.name(), typed(option, value));
      }
    }
    return new SourceSpec(name, kind.name(), options, null);
  }

  private static Object typed(SourceOption option, String value) {
    return switch (option.type()) {
      case "integer" -> Long.valueOf(value);
      case "flag" -> Boolean.valueOf(value);
      case "secret" -> Map.of("secret", value);
      case "texts" -> value.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
      case "map" -> map(value);
      default -> value;
    };
  }

  private static Map<String, String> map(String value) {
    Map<String, String> map = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>(value.lines().filter(line -> !line.isBlank()).toList());
    for (String line : lines) {
      int sign = line.indexOf('=');
      map.put(line.substring(0, sign).strip(), line.substring(sign + 1).strip());
    }
    return map;
  }
}
