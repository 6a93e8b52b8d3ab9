package dev.sluice.manifest;

import dev.sluice.api.AsyncSpec;
import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.ValueSource;
import dev.sluice.manifest.yaml.Place;
import dev.sluice.manifest.yaml.Section;
import dev.sluice.manifest.yaml.Value;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one function. What is left out has the API's default. */
final class FunctionReader {
  private final Path folder;

  /**
   * Reads functions of a file.
   *
   * @param folder where the file is, which its paths start from
   */
  FunctionReader(Path folder) {
    this.folder = folder;
  }

  /** The function; empty when it has no code, which is a problem by then. */
  Optional<FunctionEntry> read(String name, Place place, Section section) {
    FunctionSpec definition =
        new FunctionSpec(
                name,
                section.text("runtime"),
                section.text("handler"),
                null,
                section.get("memoryMiB").flatMap(Value::integer).orElse(Defaults.MEMORY_MIB),
                section.get("timeoutSeconds").flatMap(Value::number).orElse(Defaults.TIMEOUT),
                texts(section, "environment"),
                texts(section, "labels"),
                Objects.requireNonNullElse(section.text("description"), ""))
            .with(
                section.get("cpus").flatMap(Value::number).orElse(Defaults.CPUS),
                Objects.requireNonNullElse(section.text("network"), Defaults.NETWORK),
                section.get("minInstances").flatMap(Value::integer).orElse(0),
                section.get("maxInstances").flatMap(Value::integer).orElse(0))
            .withInstanceConcurrency(
                section.get("instanceConcurrency").flatMap(Value::integer).orElse(1))
            .withEnvironmentFrom(sources(section))
            .withAsync(
                section
                    .get("async")
                    .flatMap(Value::section)
                    .map(AsyncEntry::read)
                    .orElse(AsyncSpec.USUAL))
            .withBindings(
                section
                    .get("bindings")
                    .flatMap(Value::section)
                    .map(BindingEntry::read)
                    .orElse(List.of()))
            .withRole(Objects.requireNonNullElse(section.text("role"), ""))
            .withLogRetention(section.get("logRetentionDays").flatMap(Value::number).orElse(0.0));
    noOwnLabel(section, definition);
    Optional<CodeEntry> code = section.get("code").flatMap(this::code);
    boolean enabled = section.get("enabled").flatMap(Value::flag).orElse(true);
    String publish = section.get("publish").map(FunctionReader::publish).orElse(null);
    List<AliasEntry> aliases = AliasReader.readAll(section, AliasReader::read);
    if (section.get("code").isEmpty()) {
      section.problem(
          place,
          "the function '"
              + name
              + "' has no code; give it text, 'path:', 'git:', 'object:' or 'image:'");
    }
    section.finish();
    return code.map(
        is -> new FunctionEntry(place, name, definition, is, enabled, publish, aliases));
  }

  private static void noOwnLabel(Section section, FunctionSpec definition) {
    Map<String, String> labels = definition.labels();
    if (labels != null && labels.containsKey(Manifest.LABEL)) {
      section.problem(
          section.place("labels"),
          "the label '" + Manifest.LABEL + "' comes from the manifest's name; leave it out");
    }
  }

  private static Map<String, String> texts(Section section, String key) {
    return section.get(key).flatMap(Value::section).map(Section::texts).orElse(Map.of());
  }

  private static Map<String, ValueSource> sources(Section section) {
    Map<String, ValueSource> sources = new LinkedHashMap<>();
    section
        .get("environmentFrom")
        .flatMap(Value::section)
        .ifPresent(
            all ->
                all.all()
                    .forEach(
                        (key, value) ->
                            value.section().ifPresent(is -> sources.put(key, source(is)))));
    return sources;
  }

  private static ValueSource source(Section section) {
    String secret = section.text("secret");
    String platform = section.text("platform");
    section.finish();
    if ((secret == null) == (platform == null)) {
      section.problem(section.place(), "a variable has its value from 'secret' or 'platform'");
    }
    return new ValueSource(secret, platform);
  }

  private Optional<CodeEntry> code(Value value) {
    if (!value.isSection()) {
      return value.text().map(text -> new CodeEntry(value.place(), text, null, false, null));
    }
    Section section = value.section().orElseThrow();
    String inline = section.text("inline");
    String path = section.text("path");
    CodeSource git = section.get("git").flatMap(Value::section).map(RemoteEntry::git).orElse(null);
    CodeSource object =
        section.get("object").flatMap(Value::section).map(RemoteEntry::object).orElse(null);
    ImageEntry image =
        section.get("image").flatMap(Value::section).map(ImageEntry::read).orElse(null);
    section.finish();
    if (Stream.of(inline, path, git, object, image).filter(Objects::nonNull).count() != 1) {
      section.problem(
          section.place(),
          "the code needs exactly one of 'inline', 'path', 'git', 'object' and 'image'");
      return Optional.empty();
    }
    String file = image == null ? path : image.path();
    CodeSource remote = image == null ? (git == null ? object : git) : image.remote();
    return Optional.of(
        new CodeEntry(
            value.place(),
            inline,
            file == null ? null : resolve(section, file),
            image != null,
            remote));
  }

  private @Nullable Path resolve(Section section, String path) {
    try {
      return folder.resolve(path).normalize();
    } catch (InvalidPathException e) {
      section.problem(section.place("path"), "'" + path + "' is no path");
      return null;
    }
  }

  private static @Nullable String publish(Value value) {
    return value.isFlag()
        ? value.flag().filter(yes -> yes).map(yes -> "").orElse(null)
        : value.text().orElse(null);
  }
}
