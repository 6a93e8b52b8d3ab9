package dev.sluice.source.s3;

import dev.sluice.spi.source.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which objects are watched.
 *
 * @param prefix empty for all
 * @param suffixes one of which a key has; empty for all
 */
record Scope(String prefix, List<String> suffixes) {
  static Scope of(Settings settings) {
    @Nullable String prefix = settings.find("prefix");
    return new Scope(prefix == null ? "" : prefix, settings.texts("suffixes"));
  }

  boolean wants(String key) {
    return key.startsWith(prefix)
        && (suffixes.isEmpty() || suffixes.stream().anyMatch(key::endsWith));
  }
}
