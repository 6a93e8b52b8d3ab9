package dev.sluice.app.http;

import dev.sluice.api.SourceInfo;
import dev.sluice.api.SourceKindInfo;
import dev.sluice.api.SourceKindInfo.SourceOption;
import dev.sluice.core.option.Definition;
import dev.sluice.core.option.Value;
import dev.sluice.core.source.Source;
import dev.sluice.core.source.SourceStatus;
import dev.sluice.spi.source.Configurable;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.PullSource;
import dev.sluice.spi.source.SourceKind;
import dev.sluice.spi.source.TimedSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sources of events as the wire shows them. */
final class SourceWire {
  private SourceWire() {}

  /**
   * One as it is now.
   *
   * @param address where others send to, or null
   * @param remains what stays elsewhere when it is deleted, or null
   */
  static SourceInfo source(
      Source source, SourceStatus status, @Nullable String address, @Nullable String remains) {
    Definition is = source.definition();
    return new SourceInfo(
        is.name(),
        is.namespace(),
        is.kind(),
        options(is.options()),
        is.description(),
        InvocationWire.word(status.state()),
        status.reason(),
        status.since(),
        status.retryAt(),
        address,
        status.events(),
        status.malformed(),
        status.refused(),
        status.lastEventAt(),
        status.lastProblem(),
        remains,
        is.createdAt(),
        is.modifiedAt(),
        is.revision(),
        is.manifest());
  }

  /** What a definition says. */
  static Map<String, Object> options(Map<String, Value> said) {
    Map<String, Object> options = new TreeMap<>();
    said.forEach((name, value) -> options.put(name, value(value)));
    return options;
  }

  /** What a definition may say. */
  static List<SourceOption> options(Configurable kind) {
    return kind.options().stream().map(SourceWire::option).toList();
  }

  private static Object value(Value value) {
    if (value instanceof Value.Secret secret) {
      return Map.of("secret", secret.name());
    }
    if (value instanceof Value.Texts texts) {
      return texts.texts();
    }
    return value instanceof Value.Entries entries ? entries.entries() : ((Value.Text) value).text();
  }

  static SourceKindInfo kind(SourceKind kind) {
    return new SourceKindInfo(
        kind.name(),
        kind.summary(),
        kind instanceof PullSource ? "pull" : kind instanceof TimedSource ? "timed" : "push",
        options(kind));
  }

  private static SourceOption option(Option option) {
    boolean number = option.type() == Option.Type.INTEGER;
    return new SourceOption(
        option.name(),
        InvocationWire.word(option.type()),
        option.help(),
        option.fallback(),
        option.required(),
        option.choices().isEmpty() ? null : option.choices(),
        number ? option.least() : null,
        number ? option.most() : null);
  }
}
