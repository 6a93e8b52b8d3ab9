package dev.sluice.studio.core.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.VersionInfo;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.MapEdits;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Reading;
import java.util.Map;
import java.util.Objects;

/** Writes manifests of one function anew. */
public final class ManifestWriter {
  /** The key that functions stand under. */
  public static final String FUNCTIONS = "functions";

  private ManifestWriter() {}

  /** What a version would keep of what is deployed, without its code. */
  public static String write(FunctionInfo info) {
    return write(info.name(), DefinitionFields.of(info)).text();
  }

  /** What a version keeps, without its code. */
  public static String write(VersionInfo info) {
    return write(info.function(), DefinitionFields.of(info)).text();
  }

  /** A definition that is whole, without its code. */
  public static String write(String name, FunctionSpec spec) {
    return write(name, DefinitionFields.of(spec)).text();
  }

  /** A manifest of one function with these fields, at least one. */
  public static Document write(String name, ObjectNode fields) {
    // A name may be a word that YAML takes for something else.
    String key = name.matches("(?i)true|false|null") ? '"' + name + '"' : name;
    String first = fields.fieldNames().next();
    Document document =
        Document.read(FUNCTIONS + ":\n  " + key + ":\n    " + first + ": x\n").orThrow();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      MapNode map = function(document, name);
      Reading next =
          document.edit(new MapEdits(document, map).set(field.getKey(), field.getValue()));
      document = next.orThrow();
    }
    return document;
  }

  static MapNode function(Document document, String name) {
    MapNode functions = Objects.requireNonNull(((MapNode) document.root()).map(FUNCTIONS));
    return Objects.requireNonNull(functions.map(name));
  }
}
