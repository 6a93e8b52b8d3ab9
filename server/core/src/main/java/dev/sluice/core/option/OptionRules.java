package dev.sluice.core.option;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.Names;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.spi.source.Configurable;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes valid options out of what callers ask for. Thread-safe. */
public final class OptionRules {
  private static final int MOST_CHARS = 4_096;
  private static final int MOST_ITEMS = 100;

  private final SettingsReader settings;
  private final Function<String, Duration> durations;
  private final ErrorCode refusal;
  private final String thing;

  /**
   * Reads with these.
   *
   * @param durations reads lengths of time
   * @param refusal of options that are wrong
   * @param thing what has the options, like {@code source}
   */
  public OptionRules(
      SettingsReader settings,
      Function<String, Duration> durations,
      ErrorCode refusal,
      String thing) {
    this.settings = settings;
    this.durations = durations;
    this.refusal = refusal;
    this.thing = thing;
  }

  /** What refuses settings that are right by themselves. */
  public interface Further {
    /**
     * Looks at them.
     *
     * @throws InvalidSettingException for the first thing that is wrong
     */
    void check(Settings said) throws InvalidSettingException;
  }

  /**
   * Checks all of them.
   *
   * @param given texts, numbers, booleans, lists and objects, as JSON has them
   * @throws SluiceException with everything that is wrong
   */
  public Map<String, Value> make(
      Configurable kind, String namespace, String name, @Nullable Map<String, Object> given) {
    return make(kind, namespace, name, given, said -> {});
  }

  /** What a definition says, where its secrets are as they are now. */
  public Settings settings(Configurable kind, Definition definition) {
    return settings.of(kind, definition);
  }

  /**
   * Checks all of them.
   *
   * @param given texts, numbers, booleans, lists and objects, as JSON has them
   * @param further comes last, where nothing else is wrong
   * @throws SluiceException with everything that is wrong
   */
  public Map<String, Value> make(
      Configurable kind,
      String namespace,
      String name,
      @Nullable Map<String, Object> given,
      Further further) {
    Map<String, Object> left = new TreeMap<>(given == null ? Map.of() : given);
    List<String> problems = new ArrayList<>();
    Map<String, Value> options = new TreeMap<>();
    for (Option option : kind.options()) {
      Object said = left.remove(option.name());
      try {
        if (said != null) {
          options.put(option.name(), value(option, said));
        } else if (option.required()) {
          throw new InvalidSettingException(option.name(), "it is missing: " + option.help());
        }
      } catch (InvalidSettingException e) {
        problems.add(problem(e));
      }
    }
    for (String unknown : left.keySet()) {
      problems.add("There is no option '" + Text.shorten(unknown, 80) + "'.");
    }
    if (problems.isEmpty()) {
      try {
        Settings said = settings.of(kind, namespace, name, options);
        kind.check(said);
        further.check(said);
      } catch (InvalidSettingException e) {
        problems.add(problem(e));
      }
    }
    if (!problems.isEmpty()) {
      throw new SluiceException(
          refusal,
          String.join(" ", problems),
          "A "
              + thing
              + " of the kind "
              + kind.name()
              + " has the options "
              + kind.options().stream().map(Option::name).collect(Collectors.joining(", "))
              + ".");
    }
    return options;
  }

  /** What a definition says, where no secret is needed. */
  public Settings withoutSecrets(Configurable kind, Definition definition) {
    return new SettingsReader((namespace, secret) -> "", durations).of(kind, definition);
  }

  private static String problem(InvalidSettingException e) {
    String message = String.valueOf(e.getMessage());
    return "The option '" + e.option() + "': " + message + (message.endsWith(".") ? "" : ".");
  }

  private Value value(Option option, Object said) throws InvalidSettingException {
    return switch (option.type()) {
      case SECRET -> secret(option, said);
      case TEXTS -> texts(option, said);
      case MAP -> entries(option, said);
      default -> new Value.Text(scalar(option, said));
    };
  }

  private static Value secret(Option option, Object said) throws InvalidSettingException {
    if (said instanceof Map<?, ?> map
        && map.size() == 1
        && map.get("secret") instanceof String name) {
      return new Value.Secret(Names.require("secret", name));
    }
    throw new InvalidSettingException(
        option.name(),
        "it is not written into definitions: set a secret, and give {\"secret\": \"NAME\"}");
  }

  private String scalar(Option option, Object said) throws InvalidSettingException {
    String text = text(option, said);
    switch (option.type()) {
      case INTEGER -> integer(option, text);
      case FLAG -> {
        if (!text.equals("true") && !text.equals("false")) {
          throw wrong(option, text, "true or false");
        }
      }
      case CHOICE -> {
        if (!option.choices().contains(text)) {
          throw wrong(option, text, "one of " + String.join(", ", option.choices()));
        }
      }
      case DURATION -> {
        try {
          Duration unused = durations.apply(text);
        } catch (IllegalArgumentException e) {
          throw wrong(option, text, "a length of time: " + e.getMessage());
        }
      }
      default -> {
        if (text.isBlank()) {
          throw new InvalidSettingException(option.name(), "it is empty");
        }
      }
    }
    return text;
  }

  private static void integer(Option option, String text) throws InvalidSettingException {
    long number;
    try {
      number = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw wrong(option, text, "a whole number");
    }
    if (number < option.least() || number > option.most()) {
      throw wrong(option, text, "from " + option.least() + " to " + option.most());
    }
  }

  private static Value texts(Option option, Object said) throws InvalidSettingException {
    List<String> texts = new ArrayList<>();
    if (said instanceof List<?> list) {
      for (Object one : list) {
        texts.add(text(option, one));
      }
    } else {
      texts.add(text(option, said));
    }
    if (texts.size() > MOST_ITEMS) {
      throw new InvalidSettingException(
          option.name(), "it has " + texts.size() + " items, and may have " + MOST_ITEMS);
    }
    return new Value.Texts(texts);
  }

  private static Value entries(Option option, Object said) throws InvalidSettingException {
    if (!(said instanceof Map<?, ?> map) || map.size() > MOST_ITEMS) {
      throw new InvalidSettingException(
          option.name(), "it is not an object with at most " + MOST_ITEMS + " fields");
    }
    Map<String, String> entries = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      entries.put(text(option, entry.getKey()), text(option, entry.getValue()));
    }
    return new Value.Entries(entries);
  }

  private static String text(Option option, @Nullable Object said) throws InvalidSettingException {
    if (!(said instanceof String || said instanceof Number || said instanceof Boolean)) {
      throw new InvalidSettingException(option.name(), "it is not a text");
    }
    String text = said.toString();
    if (text.length() > MOST_CHARS || text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new InvalidSettingException(
          option.name(), "it is not one line of at most " + MOST_CHARS + " characters");
    }
    return text;
  }

  private static InvalidSettingException wrong(Option option, String text, String right) {
    return new InvalidSettingException(
        option.name(), "'" + Text.shorten(text, 80) + "' is not " + right);
  }
}
