package dev.sluice.core.option;

import dev.sluice.spi.source.Configurable;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives sources what their definitions say, with secrets as they are now. Thread-safe. */
public final class SettingsReader {
  private final BinaryOperator<String> secrets;
  private final Function<String, Duration> durations;

  /**
   * Reads with these.
   *
   * @param secrets the value of a namespace's secret; throws core's exception where there is none
   * @param durations reads lengths of time
   */
  public SettingsReader(BinaryOperator<String> secrets, Function<String, Duration> durations) {
    this.secrets = secrets;
    this.durations = durations;
  }

  /**
   * What a definition says, whose options are valid.
   *
   * @throws dev.sluice.core.SluiceException {@code SECRET_NOT_FOUND}
   */
  public Settings of(Configurable kind, Definition definition) {
    return of(kind, definition.namespace(), definition.name(), definition.options());
  }

  /**
   * What valid options say.
   *
   * @throws dev.sluice.core.SluiceException {@code SECRET_NOT_FOUND}
   */
  public Settings of(Configurable kind, String namespace, String name, Map<String, Value> options) {
    Map<String, Value> values = new HashMap<>();
    Map<String, Option.Type> types = new HashMap<>();
    for (Option option : kind.options()) {
      types.put(option.name(), option.type());
      Value said = options.get(option.name());
      String fallback = option.fallback();
      if (said instanceof Value.Secret secret) {
        values.put(option.name(), new Value.Text(secrets.apply(namespace, secret.name())));
      } else if (said != null) {
        values.put(option.name(), said);
      } else if (fallback != null) {
        values.put(option.name(), new Value.Text(fallback));
      }
    }
    return new Checked(namespace, name, Map.copyOf(types), Map.copyOf(values), durations);
  }

  private record Checked(
      String namespace,
      String source,
      Map<String, Option.Type> types,
      Map<String, Value> values,
      Function<String, Duration> durations)
      implements Settings {

    @Override
    public @Nullable String find(String option) {
      Value value = value(option);
      return value instanceof Value.Text text ? text.text() : null;
    }

    @Override
    public String text(String option) {
      String text = find(option);
      if (text == null) {
        throw new IllegalArgumentException(option + " may be missing");
      }
      return text;
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
      return durations.apply(text(option));
    }

    @Override
    public List<String> texts(String option) {
      Value value = value(option);
      if (value instanceof Value.Text text) {
        return List.of(text.text());
      }
      return value instanceof Value.Texts texts ? texts.texts() : List.of();
    }

    @Override
    public Map<String, String> map(String option) {
      return value(option) instanceof Value.Entries entries ? entries.entries() : Map.of();
    }

    private @Nullable Value value(String option) {
      if (!types.containsKey(option)) {
        throw new IllegalArgumentException("there is no option " + option);
      }
      return values.get(option);
    }

    @Override
    public String toString() {
      return namespace + "/" + source; // no secret gets into a log by this
    }
  }
}
