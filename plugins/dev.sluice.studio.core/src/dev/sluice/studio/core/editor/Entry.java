package dev.sluice.studio.core.editor;

import java.util.List;
import java.util.Map;

/** A line of a table of keys and values, as typed. */
public record Entry(String key, String value) {

  /** The entries of a map in order of their keys. */
  static List<Entry> of(Map<String, String> map) {
    return map.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> new Entry(entry.getKey(), entry.getValue()))
        .toList();
  }
}
