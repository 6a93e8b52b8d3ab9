package dev.sluice.core.option;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a definition says for one option. */
public sealed interface Value {

  /** A text, a number, a length of time, a word or whether. */
  record Text(String text) implements Value {}

  /**
   * What a secret of the namespace holds when it is needed.
   *
   * @param name of the secret
   */
  record Secret(String name) implements Value {}

  /** Several texts. */
  record Texts(List<String> texts) implements Value {
    public Texts {
      texts = List.copyOf(texts);
    }
  }

  /** Texts by names, in their order. */
  record Entries(Map<String, String> entries) implements Value {
    public Entries {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }
}
