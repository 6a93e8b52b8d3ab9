package dev.sluice.manifest;

import dev.sluice.api.AsyncSpec;
import dev.sluice.api.AsyncSpec.Destination;
import dev.sluice.manifest.yaml.Section;
import dev.sluice.manifest.yaml.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a manifest says of events that nobody waits for. */
final class AsyncEntry {
  private AsyncEntry() {}

  /** Reads it; what has its default is null, as the server shows it. */
  static AsyncSpec read(Section section) {
    String semantics = section.text("semantics");
    Integer attempts = section.get("maxAttempts").flatMap(Value::integer).orElse(null);
    AsyncSpec spec =
        new AsyncSpec(
            Defaults.SEMANTICS.equals(semantics) ? null : semantics,
            attempts == null || attempts == Defaults.ATTEMPTS || "at-most-once".equals(semantics)
                ? null
                : attempts,
            seconds(section, "retryDelaySeconds", Defaults.RETRY_DELAY),
            seconds(section, "maxAgeSeconds", Defaults.MAX_AGE),
            section.get("concurrency").flatMap(Value::integer).orElse(null),
            section.get("ratePerSecond").flatMap(Value::number).orElse(null),
            seconds(section, "deduplicationSeconds", Defaults.DEDUPLICATION),
            destination(section, "onSuccess"),
            destination(section, "onFailure"));
    section.finish();
    return spec;
  }

  private static @Nullable Double seconds(Section section, String key, double usual) {
    Double given = section.get(key).flatMap(Value::number).orElse(null);
    return given == null || given == usual ? null : (Double) (Math.round(given * 1000) / 1000.0);
  }

  private static @Nullable Destination destination(Section section, String key) {
    return section.get(key).flatMap(Value::section).map(AsyncEntry::destination).orElse(null);
  }

  private static Destination destination(Section section) {
    String function = section.text("function");
    String qualifier = section.text("qualifier");
    String sink = section.text("sink");
    String workflow = section.text("workflow");
    section.finish();
    if (function == null && sink == null && workflow == null) {
      section.problem(
          section.place(), "a destination needs a 'function', a 'sink' or a 'workflow'");
    }
    return new Destination(function, "latest".equals(qualifier) ? null : qualifier, sink, workflow);
  }

  /** The fields that do not have their default. */
  static Map<String, Object> fields(AsyncSpec async) {
    Map<String, Object> fields = new LinkedHashMap<>();
    put("semantics", async.semantics(), fields);
    put("maxAttempts", async.maxAttempts(), fields);
    put("retryDelaySeconds", async.retryDelaySeconds(), fields);
    put("maxAgeSeconds", async.maxAgeSeconds(), fields);
    put("concurrency", async.concurrency(), fields);
    put("ratePerSecond", async.ratePerSecond(), fields);
    put("deduplicationSeconds", async.deduplicationSeconds(), fields);
    put("onSuccess", destination(async.onSuccess()), fields);
    put("onFailure", destination(async.onFailure()), fields);
    return fields;
  }

  private static @Nullable Map<String, Object> destination(@Nullable Destination destination) {
    if (destination == null) {
      return null;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    put("function", destination.function(), fields);
    put("qualifier", destination.qualifier(), fields);
    put("sink", destination.sink(), fields);
    put("workflow", destination.workflow(), fields);
    return fields;
  }

  /** Adds a field that has not its default. */
  static void put(String key, @Nullable Object value, Map<String, Object> fields) {
    if (value != null) {
      fields.put(key, value);
    }
  }
}
