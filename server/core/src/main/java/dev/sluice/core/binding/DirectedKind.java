package dev.sluice.core.binding;

import dev.sluice.core.binding.Template.SyntaxException;
import dev.sluice.spi.binding.BindingKind;
import dev.sluice.spi.binding.Direction;
import dev.sluice.spi.source.Configurable;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.util.ArrayList;
import java.util.List;

/** A kind for data that goes one way; it also refuses expressions that make no sense. Immutable. */
record DirectedKind(BindingKind kind, Direction direction) implements Configurable {
  private static final String EVENT = "event";

  /** What is written, or the item of it. */
  static final String VALUE = "value";

  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public String summary() {
    return kind.summary();
  }

  @Override
  public List<Option> options() {
    return kind.options();
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    for (Option option : kind.options()) {
      if (kind.expressions().contains(option.name())) {
        for (String text : texts(option, settings)) {
          try {
            Template unused = template(text);
          } catch (SyntaxException e) {
            throw new InvalidSettingException(option.name(), "at " + e.getMessage());
          }
        }
      }
    }
    kind.check(direction, settings);
  }

  private static List<String> texts(Option option, Settings settings) {
    List<String> texts = new ArrayList<>();
    switch (option.type()) {
      case TEXTS -> texts.addAll(settings.texts(option.name()));
      case MAP -> texts.addAll(settings.map(option.name()).values());
      default -> {
        String said = settings.find(option.name());
        if (said != null) {
          texts.add(said);
        }
      }
    }
    return texts;
  }

  Template template(String text) throws SyntaxException {
    return Template.parse(text, direction == Direction.IN ? List.of(EVENT) : List.of(EVENT, VALUE));
  }
}
