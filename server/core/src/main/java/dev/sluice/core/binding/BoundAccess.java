package dev.sluice.core.binding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.core.binding.Template.SyntaxException;
import dev.sluice.spi.binding.Access;
import dev.sluice.spi.source.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An access with the data of one invocation.
 *
 * @param data by the roots of paths
 * @param nanosLeft how much time is left
 * @param templates those that were read already, for all items
 */
record BoundAccess(
    DirectedKind kind,
    Settings settings,
    Map<String, JsonNode> data,
    byte[] value,
    LongSupplier nanosLeft,
    int limit,
    Map<String, Template> templates)
    implements Access {
  private static final Duration GRACE = Duration.ofMillis(250);

  /** The same for another item. */
  BoundAccess of(Map<String, JsonNode> itsData, byte[] itsValue) {
    return new BoundAccess(kind, settings, itsData, itsValue, nanosLeft, limit, templates);
  }

  @Override
  public String text(String option, UnaryOperator<String> encode) {
    return template(settings.text(option)).text(data, encode);
  }

  @Override
  public Map<String, String> map(String option, UnaryOperator<String> encode) {
    Map<String, String> map = new LinkedHashMap<>();
    settings.map(option).forEach((name, text) -> map.put(name, template(text).text(data, encode)));
    return map;
  }

  @Override
  public List<@Nullable Object> values(String option) {
    List<@Nullable Object> values = new ArrayList<>();
    for (String text : settings.texts(option)) {
      values.add(template(text).value(data));
    }
    return values;
  }

  @Override
  public Duration left() {
    // Whatever gives up by itself does so after the invocation, which says what has happened.
    return Duration.ofNanos(Math.max(0, nanosLeft.getAsLong())).plus(GRACE);
  }

  private Template template(String text) {
    return templates.computeIfAbsent(text, this::parse);
  }

  private Template parse(String text) {
    try {
      return kind.template(text);
    } catch (SyntaxException e) {
      throw new IllegalStateException("a template that was checked: " + e.getMessage(), e);
    }
  }
}
