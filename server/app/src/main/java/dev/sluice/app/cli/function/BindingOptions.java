package dev.sluice.app.cli.function;

import dev.sluice.api.BindingKindInfo;
import dev.sluice.api.BindingSpec;
import dev.sluice.app.cli.source.SourceOptions;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about resources that are read before a function runs and written after it. */
final class BindingOptions {
  @Option(
      names = "--binding",
      paramLabel = "NAME=WAY:KIND",
      description = {
        "A resource that is read before (in) or written after (out), like",
        "user=in:sql; see 'sluice binding kinds'. Can be repeated."
      })
  Map<String, String> bindings = new LinkedHashMap<>();

  @Option(
      names = "--binding-option",
      paramLabel = "NAME.OPTION=VALUE",
      description = "What the binding says; repeat it for lists.")
  List<String> options = new ArrayList<>();

  @Option(
      names = "--binding-secret",
      paramLabel = "NAME.OPTION=SECRET",
      description = "The secret that holds an option's value.")
  List<String> secrets = new ArrayList<>();

  boolean given() {
    return !bindings.isEmpty() || !options.isEmpty() || !secrets.isEmpty();
  }

  /**
   * What is asked for where these are there already; null for no change.
   *
   * @throws IllegalArgumentException with what would be right
   */
  @Nullable List<BindingSpec> over(
      List<BindingSpec> before, List<String> removed, SluiceClient client) throws IOException {
    if (!given() && removed.isEmpty()) {
      return null;
    }
    Map<String, BindingSpec> all = new LinkedHashMap<>();
    before.forEach(each -> all.put(Objects.requireNonNullElse(each.name(), ""), each));
    removed.forEach(all::remove);
    bindings.forEach((name, words) -> all.put(name, over(all.get(name), name, words)));
    Map<String, List<String>> said = byName("--binding-option", options, all);
    Map<String, List<String>> sealed = byName("--binding-secret", secrets, all);
    List<BindingKindInfo> kinds = given() ? client.sinks().bindingKinds() : List.of();
    List<BindingSpec> merged = new ArrayList<>();
    all.forEach(
        (name, each) -> {
          String kind = Objects.requireNonNullElse(each.kind(), "");
          SourceOptions mine =
              SourceOptions.of(
                  said.getOrDefault(name, List.of()), sealed.getOrDefault(name, List.of()));
          merged.add(
              new BindingSpec(
                  name,
                  kind,
                  each.direction(),
                  mine.merged(each.options(), SourceOptions.kind(kinds, kind))));
        });
    return merged;
  }

  private static BindingSpec over(@Nullable BindingSpec before, String name, String words) {
    String[] parts = words.split(":", 2);
    if (parts.length < 2) {
      throw new IllegalArgumentException(
          "--binding '" + name + "=" + words + "' is not like user=in:sql");
    }
    boolean same =
        before != null && parts[0].equals(before.direction()) && parts[1].equals(before.kind());
    return same && before != null ? before : new BindingSpec(name, parts[1], parts[0], null);
  }

  private static Map<String, List<String>> byName(
      String option, List<String> texts, Map<String, BindingSpec> known) {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    for (String text : texts) {
      int dot = text.indexOf('.');
      if (dot < 1 || text.indexOf('=') < dot) {
        throw new IllegalArgumentException(
            option + " '" + text + "' is not like user.url=postgresql://host/shop");
      }
      String name = text.substring(0, dot);
      if (!known.containsKey(name)) {
        throw new IllegalArgumentException(
            "there is no binding '" + name + "'; give --binding " + name + "=in:KIND too");
      }
      byName.computeIfAbsent(name, key -> new ArrayList<>()).add(text.substring(dot + 1));
    }
    return byName;
  }

  /** As people read them, a line for each. */
  static String words(List<BindingSpec> bindings) {
    List<String> lines = new ArrayList<>();
    for (BindingSpec each : bindings) {
      StringBuilder line = new StringBuilder();
      line.append(each.name()).append(' ').append(each.direction()).append(' ').append(each.kind());
      if (each.options() != null) {
        new TreeMap<>(each.options())
            .forEach(
                (name, value) ->
                    line.append(' ').append(name).append('=').append(SourceOptions.words(value)));
      }
      lines.add(line.toString());
    }
    return String.join("; ", lines);
  }
}
