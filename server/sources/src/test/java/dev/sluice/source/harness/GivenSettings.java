package dev.sluice.source.harness;

import dev.sluice.spi.source.Configurable;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Settings of a source {@code orders} as a test gives them, with the usual values of its kind. */
public final class GivenSettings implements Settings {
  private final Configurable kind;
  private final Map<String, Object> given = new HashMap<>();

  /** Of nothing but usual values. */
  public GivenSettings(Configurable kind) {
    this.kind = kind;
  }

  /** Gives an option: a text, a list of texts, or texts by names. */
  public GivenSettings with(String option, Object value) {
    Option unused = option(option);
    given.put(option, value);
    return this;
  }

  /** These, after the kind has checked them. */
  public GivenSettings checked() throws InvalidSettingException {
    kind.check(this);
    return this;
  }

  private Option option(String name) {
    return kind.options().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  @Override
  public String namespace() {
    return "default";
  }

  @Override
  public String source() {
    return "orders";
  }

  @Override
  public String find(String option) {
    Object value = given.get(option);
    return value == null ? option(option).fallback() : value.toString();
  }

  @Override
  public String text(String option) {
    return Objects.requireNonNull(find(option), option);
  }

  @Override
  public long integer(String option) {
    return Long.parseLong(text(option));
  }

  @Override
  public boolean flag(String option) {
    return Boolean.parseBoolean(text(option));
  }

  @Override
  public Duration duration(String option) {
    String text = text(option);
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }

  @Override
  @SuppressWarnings("unchecked") // as tests give them
  public List<String> texts(String option) {
    Option unused = option(option);
    return (List<String>) given.getOrDefault(option, List.of());
  }

  @Override
  @SuppressWarnings("unchecked") // as tests give them
  public Map<String, String> map(String option) {
    Option unused = option(option);
    return (Map<String, String>) given.getOrDefault(option, Map.of());
  }
}
