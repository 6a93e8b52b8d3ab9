package dev.sluice.studio.core.editor;

import dev.sluice.api.AsyncSpec;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How events are run that nobody waits for, as typed, right or wrong. Immutable.
 *
 * @param values field to text; a field that is not there has its default
 */
public record DraftAsync(Map<DraftField, String> values) {
  /** Every default. */
  public static final DraftAsync USUAL = new DraftAsync(Map.of());

  public DraftAsync {
    Map<DraftField, String> given = new EnumMap<>(DraftField.class);
    values.forEach(
        (field, text) -> {
          if (!text.isBlank()) {
            given.put(field, text);
          }
        });
    values = java.util.Collections.unmodifiableMap(given);
  }

  /** What the server has. */
  static DraftAsync of(AsyncSpec spec) {
    Map<DraftField, String> values = new EnumMap<>(DraftField.class);
    put(values, DraftField.SEMANTICS, spec.semantics());
    put(values, DraftField.MAX_ATTEMPTS, spec.maxAttempts());
    put(values, DraftField.RETRY_DELAY, spec.retryDelaySeconds());
    put(values, DraftField.MAX_AGE, spec.maxAgeSeconds());
    put(values, DraftField.CONCURRENCY, spec.concurrency());
    put(values, DraftField.RATE, spec.ratePerSecond());
    put(values, DraftField.DEDUPLICATION, spec.deduplicationSeconds());
    put(values, DraftField.ON_SUCCESS, Destinations.text(spec.onSuccess()));
    put(values, DraftField.ON_FAILURE, Destinations.text(spec.onFailure()));
    return new DraftAsync(values);
  }

  private static void put(
      Map<DraftField, String> values, DraftField field, @Nullable Object value) {
    if (value instanceof Double number) {
      values.put(field, DraftLimits.plain(number));
    } else if (value != null) {
      values.put(field, value.toString());
    }
  }

  /** The text of a field; empty for its default. */
  public String get(DraftField field) {
    return values.getOrDefault(field, "");
  }

  /** The same with another text; an empty one asks for the default. */
  public DraftAsync with(DraftField field, String text) {
    Map<DraftField, String> changed = new EnumMap<>(DraftField.class);
    changed.putAll(values);
    changed.put(field, text);
    return new DraftAsync(changed);
  }

  /** The same for the server: it must be right. */
  AsyncSpec spec() {
    return new AsyncSpec(
        get(DraftField.SEMANTICS).isEmpty() ? null : get(DraftField.SEMANTICS),
        whole(DraftField.MAX_ATTEMPTS),
        number(DraftField.RETRY_DELAY),
        number(DraftField.MAX_AGE),
        whole(DraftField.CONCURRENCY),
        number(DraftField.RATE),
        number(DraftField.DEDUPLICATION),
        Destinations.parse(get(DraftField.ON_SUCCESS)),
        Destinations.parse(get(DraftField.ON_FAILURE)));
  }

  private @Nullable Integer whole(DraftField field) {
    String text = get(field).strip();
    return text.isEmpty() ? null : (Integer) new BigDecimal(text).intValueExact();
  }

  private @Nullable Double number(DraftField field) {
    String text = get(field).strip();
    return text.isEmpty() ? null : Double.valueOf(text);
  }
}
