package dev.sluice.flow.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys with values, as they are written: a key may be there twice. Immutable. */
public final class MapNode implements Node {
  private static final int FEW = 16;

  private final Span span;
  private final int from;
  private final boolean flow;
  private final List<Entry> entries;

  /** Null for few entries, as nearly all maps have: looking through them is as quick. */
  private final @Nullable Map<String, Entry> byName;

  MapNode(Span span, int from, boolean flow, List<Entry> entries) {
    this.span = span;
    this.from = from;
    this.flow = flow;
    this.entries = List.copyOf(entries);
    this.byName = this.entries.size() > FEW ? byName(this.entries) : null;
  }

  private static Map<String, Entry> byName(List<Entry> entries) {
    Map<String, Entry> byName = new HashMap<>();
    entries.forEach(entry -> byName.putIfAbsent(entry.name(), entry));
    return byName;
  }

  @Override
  public Span span() {
    return span;
  }

  @Override
  public int from() {
    return from;
  }

  /** Whether it is in braces. */
  public boolean flow() {
    return flow;
  }

  /** In the order of the text. */
  public List<Entry> entries() {
    return entries;
  }

  /** The first entry of this key; null when there is none. */
  public @Nullable Entry entry(String key) {
    if (byName != null) {
      return byName.get(key);
    }
    for (Entry entry : entries) {
      if (entry.name().equals(key)) {
        return entry;
      }
    }
    return null;
  }

  /** What the value of a key stands for; null when the key is not there. */
  public @Nullable Node get(String key) {
    Entry entry = entry(key);
    return entry == null ? null : entry.value().target();
  }

  /** The text of a key's value; null when there is none, or it is no text. */
  public @Nullable String text(String key) {
    return get(key) instanceof ScalarNode scalar && scalar.type() == ScalarType.STRING
        ? scalar.value()
        : null;
  }

  /** The map that is the value of a key; null when there is none, or it is no map. */
  public @Nullable MapNode map(String key) {
    return get(key) instanceof MapNode map ? map : null;
  }

  /** The list that is the value of a key; null when there is none, or it is no list. */
  public @Nullable ListNode list(String key) {
    return get(key) instanceof ListNode list ? list : null;
  }
}
