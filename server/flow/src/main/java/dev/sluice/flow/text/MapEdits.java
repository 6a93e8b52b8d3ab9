package dev.sluice.flow.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/**
 * Edits of one map, each as small as it can be: no line changes but those of the entry. They
 * describe the document that they are made of; one that was edited needs new ones. Immutable.
 */
public final class MapEdits {
  private final Document document;
  private final MapNode map;
  private final BlockEdits blocks;
  private final FlowEdits flows;
  private final ValueText values;

  /** Of a map of the document's tree. */
  public MapEdits(Document document, MapNode map) {
    this.document = document;
    this.map = map;
    this.blocks = new BlockEdits(document);
    this.flows = new FlowEdits(document);
    this.values = new ValueText(document.syntax(), document.lineEnd());
  }

  /**
   * Puts in an entry.
   *
   * @param index how many entries stand before it
   * @throws IllegalArgumentException when the key is there
   */
  public List<TextEdit> insert(int index, String key, JsonNode value) {
    if (map.entry(key) != null) {
      throw new IllegalArgumentException("The key '" + key + "' is there already");
    }
    if (map.flow()) {
      List<Span> parts = map.entries().stream().map(MapEdits::span).toList();
      return flows.insert(
          map.span(),
          parts,
          index,
          indent -> values.key(key) + ": " + flows.value(value, map.span(), indent));
    }
    return blocks.insert(
        Parts.of(document, map), index, indent -> values.entry(key, value, indent));
  }

  /** Takes out an entry, with the comments right above it and on its lines. */
  public List<TextEdit> remove(String key) {
    int index = map.entries().indexOf(entry(key));
    if (map.flow()) {
      return flows.remove(map.entries().stream().map(MapEdits::span).toList(), index);
    }
    return map.entries().size() == 1
        ? List.of(new TextEdit(map.span(), "{}"))
        : blocks.remove(Parts.of(document, map), index);
  }

  /**
   * Gives an entry another key at the same place.
   *
   * @throws IllegalArgumentException when there is no such entry, or the new key is there
   */
  public List<TextEdit> rename(String key, String to) {
    Entry entry = entry(key);
    if (map.entry(to) != null) {
      throw new IllegalArgumentException("The key '" + to + "' is there already");
    }
    String text =
        document.syntax() == Syntax.JSON
            ? values.key(to)
            : values.scalar(JsonNodeFactory.instance.textNode(to), entry.key().style(), true);
    return List.of(new TextEdit(entry.key().span(), text));
  }

  /**
   * Sets the value of a key; one that is not there is put in at the end. A scalar keeps its kind of
   * quotes.
   */
  public List<TextEdit> set(String key, JsonNode value) {
    Entry entry = map.entry(key);
    if (entry == null) {
      return insert(map.entries().size(), key, value);
    }
    if (entry.value() instanceof ScalarNode old && isOneLine(old) && isOneLine(value)) {
      boolean text = old.type() == ScalarType.STRING && old.style() != ScalarStyle.PLAIN;
      ScalarStyle style = text ? old.style() : ScalarStyle.PLAIN;
      String replacement = values.scalar(value, style, map.flow());
      boolean needsSpace = old.span().length() == 0;
      return List.of(new TextEdit(old.span(), needsSpace ? " " + replacement : replacement));
    }
    int colon = TextScan.skipBlank(document.text(), entry.key().span().end()) + 1;
    int end = Math.max(colon, entry.end());
    String indent = BlockEdits.indent(document, entry.key().from());
    if (map.flow()) {
      String text = " " + flows.value(value, map.span(), indent);
      return List.of(new TextEdit(new Span(colon, end), text));
    }
    return List.of(block(new Span(colon, end), values.after(value, indent)));
  }

  /** A comment behind the old value stays on the first line of the new one. */
  private TextEdit block(Span old, String text) {
    int firstEnd = text.indexOf(document.lineEnd());
    if (firstEnd < 0) {
      return new TextEdit(old, text);
    }
    int lineEnd = document.lines().end(old.end());
    String comment = document.text(new Span(old.end(), lineEnd)).stripTrailing();
    boolean last = lineEnd == document.text().length();
    return new TextEdit(
        new Span(old.start(), lineEnd),
        text.substring(0, firstEnd)
            + comment
            + text.substring(firstEnd)
            + (last ? document.lineEnd() : ""));
  }

  private static boolean isOneLine(ScalarNode old) {
    return old.style() != ScalarStyle.LITERAL && old.style() != ScalarStyle.FOLDED;
  }

  private static boolean isOneLine(JsonNode value) {
    return value.isValueNode() && !(value.isTextual() && value.textValue().contains("\n"));
  }

  private Entry entry(String key) {
    Entry entry = map.entry(key);
    if (entry == null) {
      throw new IllegalArgumentException("There is no key '" + key + "'");
    }
    return entry;
  }

  private static Span span(Entry entry) {
    return new Span(entry.key().from(), Math.max(entry.key().span().end(), entry.end()));
  }
}
