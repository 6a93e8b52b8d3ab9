package dev.sluice.app.config;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The flags of {@code sluice server} as they were typed; null for one that was not given. They win
 * over every other source.
 *
 * @param data the data directory
 * @param listen HOST:PORT of the API
 * @param gateway HOST:PORT of the gateway
 * @param config a properties file with more settings
 * @param isolation {@code bubblewrap} or {@code process}
 */
public record ServerFlags(
    @Nullable String data,
    @Nullable String listen,
    @Nullable String gateway,
    @Nullable String config,
    @Nullable String isolation) {

  /** Those that were given, by the key that they set; the file itself is no setting. */
  Map<String, String> settings() {
    Map<String, String> given = new TreeMap<>();
    put(given, "data", data);
    put(given, "listen", listen);
    put(given, "gateway", gateway);
    put(given, "isolation", isolation);
    return given;
  }

  private static void put(Map<String, String> given, String key, @Nullable String value) {
    if (value != null) {
      given.put(key, value);
    }
  }
}
