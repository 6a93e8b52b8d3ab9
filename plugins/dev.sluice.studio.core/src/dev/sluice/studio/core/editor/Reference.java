package dev.sluice.studio.core.editor;

import dev.sluice.api.ValueSource;
import java.util.List;
import java.util.Map;

/**
 * A variable whose value comes from elsewhere, as typed.
 *
 * @param secret whether from a secret; else from the platform
 * @param name of the secret, or the platform's word
 */
public record Reference(String variable, boolean secret, String name) {

  /** Those of a map, in order of their variables. */
  static List<Reference> of(Map<String, ValueSource> map) {
    return map.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> of(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Reference of(String variable, ValueSource source) {
    String secret = source.secret();
    String platform = source.platform();
    return secret == null
        ? new Reference(variable, false, platform == null ? "" : platform)
        : new Reference(variable, true, secret);
  }

  /** The same for the server. */
  ValueSource source() {
    return secret ? ValueSource.ofSecret(name) : ValueSource.ofPlatform(name);
  }

  /** Where the value comes from, in words. */
  public String from() {
    return secret ? "secret" : "platform";
  }
}
