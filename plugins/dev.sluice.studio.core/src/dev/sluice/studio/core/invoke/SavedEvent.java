package dev.sluice.studio.core.invoke;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An event that a developer keeps under a name, to send it to a function again and again. */
public record SavedEvent(String name, Payload payload) {
  /** The most characters of a name. */
  public static final int LONGEST_NAME = 60;

  public SavedEvent {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(payload, "payload");
    Objects.requireNonNull(payload.text(), "text");
    Objects.requireNonNull(payload.contentType(), "contentType");
  }

  /** What is wrong with a name, in a sentence; null when nothing is. */
  public static @Nullable String problem(String name) {
    if (name.isBlank()) {
      return "Give the event a name.";
    }
    if (name.length() > LONGEST_NAME) {
      return "A name has at most " + LONGEST_NAME + " characters.";
    }
    return name.chars().anyMatch(Character::isISOControl)
        ? "A name has no tabs or other control characters."
        : null;
  }
}
