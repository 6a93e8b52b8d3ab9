package dev.sluice.studio.core.editor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Entry;
import dev.sluice.flow.text.MapEdits;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.TextEdit;
import dev.sluice.flow.text.Values;
import dev.sluice.studio.core.manifest.ManifestWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A draft as the text of a manifest. Another draft changes only the lines of the fields in which it
 * differs: comments, order and the way that values are written stay. Immutable.
 */
final class DraftManifest {
  /** What a manifest may leave out when it is this. */
  private static final Map<String, Integer> USUAL =
      Map.of("minInstances", 0, "maxInstances", 0, "instanceConcurrency", 1, "logRetentionDays", 0);

  private final String name;
  private final Document document;

  DraftManifest(String name, Document document) {
    this.name = name;
    this.document = document;
  }

  /** A draft, written anew. */
  static DraftManifest of(String name, FunctionDraft draft) {
    return new DraftManifest(name, ManifestWriter.write(name, DraftFields.of(draft)));
  }

  /** The text. */
  String text() {
    return document.text();
  }

  /** The same text with what another draft has. */
  DraftManifest with(FunctionDraft draft) {
    Document changed =
        apply(
            document,
            List.of(ManifestWriter.FUNCTIONS, name),
            DraftFields.of(draft),
            DraftFields.ORDER);
    // A text that can be edited no more is written anew rather than kept with what is not so.
    return changed == null ? of(name, draft) : new DraftManifest(name, changed);
  }

  /** The document with these fields in the map at a path; null when that cannot be. */
  private static @Nullable Document apply(
      Document from, List<String> path, ObjectNode wanted, List<String> order) {
    Document document = from;
    MapNode map = map(document, path);
    if (map == null) {
      return null;
    }
    for (String key : map.entries().stream().map(Entry::name).toList()) {
      boolean ours = order.isEmpty() || order.contains(key);
      if (ours && !wanted.has(key)) {
        document = removed(document, path, key);
        if (document == null) {
          return null;
        }
      }
    }
    for (var field : wanted.properties()) {
      document = set(document, path, field.getKey(), field.getValue(), order);
      if (document == null) {
        return null;
      }
    }
    return document;
  }

  private static @Nullable Document removed(Document document, List<String> path, String key) {
    MapNode map = map(document, path);
    Node value = map == null ? null : map.get(key);
    if (map == null || value == null) {
      return null;
    }
    JsonNode now = Values.of(value);
    Integer usual = USUAL.get(key);
    boolean asUsual = usual != null && now.asInt(usual + 1) == usual;
    boolean said = !DraftFields.same(now, null) && !asUsual;
    return said ? edit(document, new MapEdits(document, map).remove(key)) : document;
  }

  private static @Nullable Document set(
      Document document, List<String> path, String key, JsonNode wanted, List<String> order) {
    MapNode map = map(document, path);
    if (map == null) {
      return null;
    }
    Entry entry = map.entry(key);
    if (entry == null) {
      int index = index(map, key, order);
      return edit(document, new MapEdits(document, map).insert(index, key, wanted));
    }
    if (DraftFields.same(Values.of(entry.value()), wanted)) {
      return document;
    }
    if (wanted instanceof ObjectNode inner && entry.value() instanceof MapNode) {
      List<String> below = new ArrayList<>(path);
      below.add(key);
      return apply(document, below, inner, List.of());
    }
    return edit(document, new MapEdits(document, map).set(key, wanted));
  }

  /** Where a key goes: behind those that usually stand before it. */
  private static int index(MapNode map, String key, List<String> order) {
    int place = order.indexOf(key);
    int index = 0;
    for (int i = 0; i < map.entries().size(); i++) {
      int its = order.indexOf(map.entries().get(i).name());
      if (place < 0 || (its >= 0 && its < place)) {
        index = i + 1;
      }
    }
    return index;
  }

  private static @Nullable Document edit(Document document, List<TextEdit> edits) {
    return document.edit(edits).document();
  }

  private static @Nullable MapNode map(Document document, List<String> path) {
    MapNode map = document.root() instanceof MapNode root ? root : null;
    for (String key : path) {
      map = map == null ? null : map.map(key);
    }
    return map;
  }

  /** The line of a field, from 1; 1 where it is left out. */
  int line(DraftField field) {
    MapNode map = map(document, List.of(ManifestWriter.FUNCTIONS, name));
    int line = 1;
    for (String key : field.path().split("/")) {
      Entry entry = map == null ? null : map.entry(key);
      if (entry == null) {
        return line;
      }
      line = document.position(entry.key().span().start()).line();
      map = entry.value().target() instanceof MapNode inner ? inner : null;
    }
    return line;
  }
}
