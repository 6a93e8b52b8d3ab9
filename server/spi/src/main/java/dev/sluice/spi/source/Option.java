package dev.sluice.spi.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a definition says about a source.
 *
 * @param name lower case words joined by hyphens, like {@code client-id}
 * @param help one line for people
 * @param fallback used where the definition says nothing, as it would be written there; null where
 *     there is none
 * @param required whether a definition without it is refused
 * @param choices the values of a {@link Type#CHOICE}; empty for other types
 * @param least the least number of an {@link Type#INTEGER}
 * @param most the greatest number of an {@link Type#INTEGER}
 */
public record Option(
    String name,
    Type type,
    String help,
    @Nullable String fallback,
    boolean required,
    List<String> choices,
    long least,
    long most) {

  /** Types of values. */
  public enum Type {
    /** A text of one line. */
    TEXT,
    /** A password or the like: a definition names a secret of its namespace. */
    SECRET,
    /** A whole number. */
    INTEGER,
    /** True or false. */
    FLAG,
    /** A number with a unit, like {@code 30s}, {@code 5m}, {@code 250ms}, {@code 12h}. */
    DURATION,
    /** One of several words. */
    CHOICE,
    /** Texts in their order. */
    TEXTS,
    /** Texts by their names. */
    MAP
  }

  public Option {
    choices = List.copyOf(choices);
  }

  private static Option of(Type type, String name, String help) {
    return new Option(name, type, help, null, false, List.of(), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** A text. */
  public static Option text(String name, String help) {
    return of(Type.TEXT, name, help);
  }

  /** A name of a secret, whose value the source gets. */
  public static Option secret(String name, String help) {
    return of(Type.SECRET, name, help);
  }

  /** A whole number, both limits included. */
  public static Option integer(String name, String help, long least, long most) {
    return new Option(name, Type.INTEGER, help, null, false, List.of(), least, most);
  }

  /** True or false; false where nothing is said. */
  public static Option flag(String name, String help) {
    return of(Type.FLAG, name, help).or("false");
  }

  /** A length of time. */
  public static Option duration(String name, String help) {
    return of(Type.DURATION, name, help);
  }

  /** One of these words. */
  public static Option choice(String name, String help, List<String> choices) {
    return new Option(
        name, Type.CHOICE, help, null, false, choices, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** Several texts. */
  public static Option texts(String name, String help) {
    return of(Type.TEXTS, name, help);
  }

  /** Texts by names. */
  public static Option map(String name, String help) {
    return of(Type.MAP, name, help);
  }

  /** The same with a value that holds where nothing is said. */
  public Option or(String value) {
    return new Option(name, type, help, value, false, choices, least, most);
  }

  /** The same, which must be said. */
  public Option must() {
    return new Option(name, type, help, null, true, choices, least, most);
  }
}
