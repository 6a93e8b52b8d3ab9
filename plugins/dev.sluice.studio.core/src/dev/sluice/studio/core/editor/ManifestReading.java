package dev.sluice.studio.core.editor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.BindingSpec;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Entry;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.Problem;
import dev.sluice.flow.text.Reading;
import dev.sluice.flow.text.ScalarNode;
import dev.sluice.flow.text.ScalarType;
import dev.sluice.flow.text.Values;
import dev.sluice.studio.core.manifest.ManifestWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a manifest of one function. What is left out has what the server says is usual.
 * Not thread-safe.
 */
final class ManifestReading {
  private static final Set<String> ELSEWHERE = Set.of("publish", "aliases", "enabled");

  private final String name;
  private final FunctionDraft before;
  private final Descriptors descriptors;
  private Document document;

  /**
   * What came of reading.
   *
   * @param draft null when something is wrong
   * @param manifest the text as it was read; null when something is wrong
   * @param problem the first one; null when nothing is wrong
   */
  record Result(
      @Nullable FunctionDraft draft,
      @Nullable DraftManifest manifest,
      @Nullable ManifestProblem problem) {}

  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Node at;

    Wrong(Node at, String sentence) {
      super(sentence, null, false, false);
      this.at = at;
    }
  }

  private ManifestReading(
      String name, FunctionDraft before, Descriptors descriptors, Document document) {
    this.name = name;
    this.before = before;
    this.descriptors = descriptors;
    this.document = document;
  }

  /**
   * Reads a text.
   *
   * @param before what a text cannot say, such as an archive of code, is taken from this
   */
  static Result read(String name, String text, FunctionDraft before, Descriptors descriptors) {
    Reading reading = Document.read(text);
    Document document = reading.document();
    if (document == null) {
      Problem problem = reading.problems().get(0);
      return refused(problem.position().line(), problem.message() + ".");
    }
    ManifestReading it = new ManifestReading(name, before, descriptors, document);
    try {
      return new Result(it.draft(), new DraftManifest(name, document), null);
    } catch (Wrong wrong) {
      int line = document.position(wrong.at.span().start()).line();
      return refused(line, String.valueOf(wrong.getMessage()));
    }
  }

  private static Result refused(int line, String sentence) {
    return new Result(null, null, new ManifestProblem(line, sentence));
  }

  private FunctionDraft draft() throws Wrong {
    MapNode root = map(document.root(), "A manifest is a map with the key 'functions'.");
    for (Entry entry : root.entries()) {
      if (!entry.name().equals(ManifestWriter.FUNCTIONS)) {
        throw new Wrong(
            entry.key(), "'" + entry.name() + "' is not edited here, only 'functions' is.");
      }
    }
    Entry functions = entry(root, root, ManifestWriter.FUNCTIONS);
    MapNode all = map(functions.value(), "'functions' is a map from names to functions.");
    for (Entry entry : all.entries()) {
      if (!entry.name().equals(name)) {
        throw new Wrong(
            entry.key(), "This editor has the function " + name + " alone, under its name.");
      }
    }
    Entry own = entry(all, functions.key(), name);
    MapNode body = map(own.value(), "A function is a map of its fields.");
    known(body, DraftFields.ORDER);
    return new FunctionDraft(
        need(body, own, "runtime"),
        need(body, own, "handler"),
        text(body, DraftFields.DESCRIPTION, ""),
        limits(body),
        texts(body, "environment"),
        texts(body, "labels"),
        code(body, own),
        references(body),
        async(body),
        bindings(body),
        policy(body));
  }

  private DraftLimits limits(MapNode body) throws Wrong {
    DraftLimits were = before.limits();
    String most = text(body, "maxInstances", "");
    return new DraftLimits(
        text(body, "memoryMiB", usual(DraftField.MEMORY, were.memory())),
        text(body, "cpus", usual(DraftField.CPUS, were.cpus())),
        text(body, "timeoutSeconds", usual(DraftField.TIMEOUT, were.timeout())),
        text(body, "minInstances", "0"),
        most.equals("0") ? "" : most,
        text(body, "instanceConcurrency", "1"),
        text(body, "network", usual(DraftField.NETWORK, were.network())));
  }

  private String usual(DraftField field, String otherwise) {
    String said = descriptors.of(field).usual();
    return said.isEmpty() ? otherwise : said;
  }

  private @Nullable String code(MapNode body, Entry own) throws Wrong {
    Entry code = body.entry(DraftFields.CODE);
    if (before.code() == null) {
      if (code != null) {
        throw new Wrong(code.key(), "The code is no text, and is not changed here.");
      }
      return null;
    }
    if (code == null) {
      throw new Wrong(own.key(), "The function has no code: give its text under 'code'.");
    }
    if (code.value().target() instanceof MapNode map) {
      known(map, List.of("inline"));
      return text(map, "inline", "");
    }
    return scalar(code);
  }

  private List<dev.sluice.studio.core.editor.Entry> texts(MapNode body, String key) throws Wrong {
    List<dev.sluice.studio.core.editor.Entry> entries = new ArrayList<>();
    for (Entry entry : inner(body, key)) {
      entries.add(new dev.sluice.studio.core.editor.Entry(entry.name(), scalar(entry)));
    }
    return entries;
  }

  private List<Reference> references(MapNode body) throws Wrong {
    List<Reference> references = new ArrayList<>();
    for (Entry entry : inner(body, "environmentFrom")) {
      MapNode source =
          map(entry.value(), "A variable has its value from {secret: NAME} or {platform: WORD}.");
      known(source, List.of("secret", "platform"));
      if (source.entries().size() != 1) {
        throw new Wrong(entry.key(), "A variable has its value from 'secret' or 'platform'.");
      }
      Entry from = source.entries().get(0);
      references.add(new Reference(entry.name(), from.name().equals("secret"), scalar(from)));
    }
    return references;
  }

  private static List<BindingSpec> bindings(MapNode body) throws Wrong {
    List<BindingSpec> bindings = new ArrayList<>();
    for (Entry entry : inner(body, DraftFields.BINDINGS)) {
      MapNode map =
          map(entry.value(), "A binding is a map with 'kind', 'direction' and 'options'.");
      known(map, List.of("kind", "direction", "options"));
      Map<String, Object> options = new LinkedHashMap<>();
      for (Entry option : inner(map, "options")) {
        if (!Values.of(option.value()).isNull()) {
          options.put(option.name(), DraftBindings.value(Values.of(option.value())));
        }
      }
      bindings.add(
          new BindingSpec(
              entry.name(), need(map, entry, "kind"), need(map, entry, "direction"), options));
    }
    return bindings;
  }

  private static DraftPolicy policy(MapNode body) throws Wrong {
    String days = text(body, "logRetentionDays", "");
    return new DraftPolicy(text(body, "role", ""), days.equals("0") ? "" : days);
  }

  private DraftAsync async(MapNode body) throws Wrong {
    Map<DraftField, String> values = new EnumMap<>(DraftField.class);
    for (Entry entry : inner(body, "async")) {
      DraftField field = field(entry);
      boolean destination = field == DraftField.ON_SUCCESS || field == DraftField.ON_FAILURE;
      values.put(field, destination ? destination(entry) : scalar(entry));
    }
    return new DraftAsync(values);
  }

  private static DraftField field(Entry entry) throws Wrong {
    for (DraftField field : DraftField.values()) {
      if (field.path().equals("async/" + entry.name())) {
        return field;
      }
    }
    throw new Wrong(entry.key(), "There is no field '" + entry.name() + "' in 'async'.");
  }

  private static String destination(Entry entry) throws Wrong {
    String sentence = "Give a 'function', a 'sink' or a 'workflow'.";
    MapNode to = map(entry.value(), sentence);
    known(to, List.of("function", "qualifier", "sink", "workflow"));
    String function = text(to, "function", "");
    String qualifier = text(to, "qualifier", "");
    String sink = text(to, "sink", "");
    String workflow = text(to, "workflow", "");
    int given = (function.isEmpty() ? 0 : 1) + (sink.isEmpty() ? 0 : 1);
    given += workflow.isEmpty() ? 0 : 1;
    if (given != 1 || (function.isEmpty() && !qualifier.isEmpty())) {
      throw new Wrong(entry.key(), sentence);
    }
    if (!sink.isEmpty()) {
      return Destinations.SINK + sink;
    }
    return workflow.isEmpty()
        ? function + (qualifier.isEmpty() ? "" : ":" + qualifier)
        : Destinations.WORKFLOW + workflow;
  }

  private static List<Entry> inner(MapNode body, String key) throws Wrong {
    Entry entry = body.entry(key);
    if (entry == null || Values.of(entry.value()).isNull()) {
      return List.of();
    }
    MapNode map = map(entry.value(), "'" + key + "' is a map.");
    twice(map);
    return map.entries();
  }

  private static void known(MapNode map, List<String> keys) throws Wrong {
    for (Entry entry : map.entries()) {
      if (ELSEWHERE.contains(entry.name())) {
        throw new Wrong(
            entry.key(), "'" + entry.name() + "' is not edited here: it has its own place.");
      }
      if (!keys.contains(entry.name())) {
        throw new Wrong(
            entry.key(),
            "There is no field '" + entry.name() + "'; there are " + String.join(", ", keys) + ".");
      }
    }
    twice(map);
  }

  private static void twice(MapNode map) throws Wrong {
    Set<String> seen = new HashSet<>();
    for (Entry entry : map.entries()) {
      if (!seen.add(entry.name())) {
        throw new Wrong(entry.key(), "'" + entry.name() + "' is there twice.");
      }
    }
  }

  private static MapNode map(Node node, String otherwise) throws Wrong {
    if (node.target() instanceof MapNode map) {
      return map;
    }
    throw new Wrong(node, otherwise);
  }

  private static Entry entry(MapNode map, Node at, String key) throws Wrong {
    Entry entry = map.entry(key);
    if (entry == null) {
      throw new Wrong(at, "The key '" + key + "' is missing.");
    }
    return entry;
  }

  private static String need(MapNode body, Entry own, String key) throws Wrong {
    return scalar(entry(body, own.key(), key));
  }

  private static String text(MapNode map, String key, String otherwise) throws Wrong {
    Entry entry = map.entry(key);
    return entry == null || Values.of(entry.value()).isNull() ? otherwise : scalar(entry);
  }

  private static String scalar(Entry entry) throws Wrong {
    if (entry.value().target() instanceof ScalarNode scalar && scalar.type() != ScalarType.NULL) {
      JsonNode value = Values.of(scalar);
      return value.isNumber() && !value.isIntegralNumber() ? scalar.value() : value.asText();
    }
    throw new Wrong(entry.key(), "'" + entry.name() + "' has a text or a number.");
  }
}
