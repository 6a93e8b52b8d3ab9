package dev.sluice.manifest;

import dev.sluice.manifest.yaml.Place;
import dev.sluice.manifest.yaml.Problems;
import dev.sluice.manifest.yaml.Section;
import dev.sluice.manifest.yaml.Value;
import dev.sluice.manifest.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts together one manifest from files and their documents. What is wrong goes to the problems,
 * all of it; the manifest is of use only when there are none. Not thread-safe.
 */
public final class ManifestReader {
  private final Problems problems;
  private final Map<String, FunctionEntry> functions = new LinkedHashMap<>();
  private final Map<String, DefinitionEntry> roles = new LinkedHashMap<>();
  private final Map<String, WorkflowEntry> workflows = new LinkedHashMap<>();
  private final Map<String, DefinitionEntry> sinks = new LinkedHashMap<>();
  private final Map<String, DefinitionEntry> sources = new LinkedHashMap<>();
  private final Map<String, Association> associations = new LinkedHashMap<>();
  private final Map<String, SecretEntry> secrets = new LinkedHashMap<>();
  private @Nullable String name;
  private @Nullable String namespace;
  private @Nullable String folderName;

  /** A reader of no file yet. */
  public ManifestReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Adds the documents of a file.
   *
   * @param file a path, or {@code -} for {@code in}, whose paths are those of the working folder
   */
  public ManifestReader add(String file, InputStream in) throws IOException {
    boolean standardInput = file.equals("-");
    String label = standardInput ? "standard input" : file;
    Path path = standardInput ? Path.of("stdin") : Path.of(file);
    Path folder = path.toAbsolutePath().normalize().getParent();
    if (folderName == null && folder != null && folder.getFileName() != null) {
      folderName = String.valueOf(folder.getFileName());
    }
    byte[] bytes = standardInput ? in.readAllBytes() : Files.readAllBytes(path);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      Path from = folder == null ? Path.of("/") : folder;
      YamlReader.read(label, text, problems).forEach(document -> add(document, from));
    } catch (CharacterCodingException e) {
      problems.add(label + ": this is no text in UTF-8");
    }
    return this;
  }

  private void add(Section document, Path folder) {
    FunctionReader reader = new FunctionReader(folder);
    WorkflowReader flows = new WorkflowReader(folder);
    name = once(document, "name", name);
    namespace = once(document, "namespace", namespace);
    document.get("secrets").ifPresent(list -> list.list().forEach(this::secret));
    document
        .get("functions")
        .flatMap(Value::section)
        .ifPresent(all -> all.all().forEach((key, value) -> function(key, value, all, reader)));
    each(document, "roles", this::role);
    each(
        document,
        "workflows",
        (key, place, section) ->
            flows.read(key, place, section).ifPresent(entry -> workflow(key, entry)));
    each(document, "sinks", (key, all, section) -> definition("sink", sinks, key, all, section));
    each(
        document,
        "sources",
        (key, all, section) -> definition("source", sources, key, all, section));
    each(document, "associations", this::association);
    document.finish();
  }

  /** One of several under their names. */
  private interface Named {
    void read(String key, Place place, Section section);
  }

  private static void each(Section document, String key, Named named) {
    document
        .get(key)
        .flatMap(Value::section)
        .ifPresent(
            all ->
                all.all()
                    .forEach(
                        (name, value) ->
                            value
                                .section()
                                .ifPresent(one -> named.read(name, all.place(name), one))));
  }

  private void definition(
      String thing, Map<String, DefinitionEntry> into, String key, Place place, Section section) {
    DefinitionReader.read(thing, key, place, section)
        .ifPresent(
            entry -> {
              DefinitionEntry first = into.putIfAbsent(key, entry);
              if (first != null) {
                twice(place, thing, key, first.place());
              }
            });
  }

  /** One whose manifest's name is not known yet. */
  private record Association(Place place, Section section) {}

  private void association(String key, Place place, Section section) {
    Association first = associations.putIfAbsent(key, new Association(place, section));
    if (first != null) {
      twice(place, "association", key, first.place());
    }
  }

  /** Something that all documents that have it agree on. */
  private @Nullable String once(Section document, String key, @Nullable String before) {
    String text = document.text(key);
    if (text == null) {
      return before;
    }
    if (text.isBlank() || (before != null && !before.equals(text))) {
      problems.add(
          document.place(key),
          text.isBlank()
              ? "the " + key + " is empty"
              : "the " + key + " is '" + text + "', and was '" + before + "' before");
    }
    return text;
  }

  private void function(String key, Value value, Section all, FunctionReader reader) {
    value
        .section()
        .flatMap(section -> reader.read(key, all.place(key), section))
        .ifPresent(
            entry -> {
              FunctionEntry first = functions.putIfAbsent(key, entry);
              if (first != null) {
                twice(entry.place(), "function", key, first.place());
              }
            });
  }

  private void workflow(String key, WorkflowEntry entry) {
    WorkflowEntry first = workflows.putIfAbsent(key, entry);
    if (first != null) {
      twice(entry.place(), "workflow", key, first.place());
    }
  }

  private void role(String key, Place place, Section section) {
    DefinitionEntry first = roles.putIfAbsent(key, RoleReader.read(key, place, section));
    if (first != null) {
      twice(place, RoleReader.KIND, key, first.place());
    }
  }

  private void secret(Value value) {
    if (!value.isSection()) {
      value.text().ifPresent(text -> add(new SecretEntry(value.place(), text, null)));
      return;
    }
    value
        .section()
        .ifPresent(
            section -> {
              String text = section.text("name");
              String variable = section.text("fromEnvironment");
              section.finish();
              if (text == null) {
                problems.add(section.place(), "the secret has no name");
              } else {
                add(new SecretEntry(section.place(), text, variable));
              }
            });
  }

  private void add(SecretEntry secret) {
    SecretEntry first = secrets.putIfAbsent(secret.name(), secret);
    if (first != null) {
      twice(secret.place(), "secret", secret.name(), first.place());
    }
  }

  private void twice(Place place, String kind, String key, Place first) {
    problems.add(place, "the " + kind + " '" + key + "' is there twice, first at " + first);
  }

  /** All that was added; what has no name has that of the first file's folder. */
  public Manifest manifest() {
    String told = name == null ? folderName : name;
    if (told == null) {
      problems.add("the manifest has no name, and its folder has none: give it with 'name:'");
    }
    String whole = told == null ? "" : told;
    List<AssociationEntry> connected = new ArrayList<>();
    associations.forEach(
        (key, each) ->
            connected.add(AssociationReader.read(key, each.place(), each.section(), whole)));
    return new Manifest(
        whole,
        namespace,
        new ArrayList<>(secrets.values()),
        new ArrayList<>(roles.values()),
        new ArrayList<>(functions.values()),
        new ArrayList<>(workflows.values()),
        new ArrayList<>(sinks.values()),
        connected,
        new ArrayList<>(sources.values()));
  }
}
