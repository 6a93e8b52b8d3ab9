package dev.sluice.studio.core.editor;

import dev.sluice.api.BindingKindInfo;
import dev.sluice.api.BindingSpec;
import dev.sluice.api.SourceKindInfo.SourceOption;
import dev.sluice.studio.core.option.OptionsDraft;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A binding as it is being typed, by what its kind says. Not thread-safe. */
public final class BindingDraft {
  /** Which ways data can go. */
  public static final List<String> DIRECTIONS = List.of("in", "out");

  private final BindingKindInfo kind;
  private final OptionsDraft options;
  private String direction = DIRECTIONS.get(0);

  /** One of this kind, read before the function runs, of which nothing else was said. */
  public BindingDraft(BindingKindInfo kind) {
    this.kind = kind;
    this.options = new OptionsDraft(kind.options(), this::expressions);
  }

  /** Says what a binding of the same kind says. */
  public void take(BindingSpec binding) {
    direction(DraftBindings.text(binding.direction()));
    options.take(binding.options());
  }

  /** Says which way data goes: {@code in} or {@code out}. */
  public void direction(String now) {
    direction = now;
  }

  /** What it says of what its kind asks for. */
  public OptionsDraft options() {
    return options;
  }

  /** What is asked for. */
  public BindingSpec spec(String name) {
    return new BindingSpec(name, kind.name(), direction, options.made());
  }

  /** What people must know of an option beside its help. */
  public String note(SourceOption option) {
    boolean said = option.help().contains("{event");
    return kind.expressions().contains(option.name()) && !said
        ? " May have expressions, like {event.data.user}."
        : "";
  }

  private Optional<String> expressions(SourceOption option, String value) {
    if (!kind.expressions().contains(option.name())) {
      return Optional.empty();
    }
    Stream<String> texts =
        switch (option.type()) {
          case "texts" -> value.lines();
          case "map" -> value.lines().map(line -> line.substring(line.indexOf('=') + 1));
          default -> Stream.of(value);
        };
    return texts.flatMap(text -> expression(text).stream()).findFirst();
  }

  /** As the server reads them: paths in braces; what the paths say, it checks itself. */
  private Optional<String> expression(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c != '{' && c != '}') {
        continue;
      }
      if (at + 1 < text.length() && text.charAt(at + 1) == c) {
        at++;
        continue;
      }
      int end = text.indexOf('}', at);
      if (c == '}' || end < 0) {
        return Optional.of("A brace is alone: write {{ or }} for one that is no expression.");
      }
      String root = text.substring(at + 1, end).replaceAll("[.\\[].*", "");
      boolean known = root.equals("event") || (root.equals("value") && direction.equals("out"));
      if (!known) {
        return Optional.of(
            direction.equals("out")
                ? "An expression begins with event or value, like {value.id}."
                : "An expression begins with event, like {event.id}.");
      }
      at = end;
    }
    return Optional.empty();
  }
}
