package dev.sluice.studio.core.wiring;

import dev.sluice.api.AssociationSpec.Combine;
import dev.sluice.api.AssociationSpec.Part;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Says for people which events an association combines. */
public final class Combinations {
  private Combinations() {}

  /** What is needed: names of parts with {@code and}, {@code or} and parentheses. */
  public static String needs(Combine combine) {
    String when = combine.when() == null ? "all" : combine.when();
    return when.equals("all") || when.equals("any")
        ? parts(combine).stream()
            .map(part -> String.valueOf(part.name()))
            .collect(Collectors.joining(when.equals("all") ? " and " : " or "))
        : when;
  }

  /** All of it, in lines. */
  public static String about(Combine combine) {
    StringBuilder text = new StringBuilder(needs(combine));
    if (combine.correlate() != null) {
      text.append(", of one ").append(combine.correlate());
    }
    Double window = combine.windowSeconds();
    if (window != null) {
      text.append(", within ").append(length(window));
    }
    for (Part part : parts(combine)) {
      text.append('\n').append(part.name()).append(": ");
      text.append(part.filter() == null ? "every event" : part.filter());
      if (part.source() != null) {
        text.append(", from ").append(part.source());
      }
      if (part.correlate() != null) {
        text.append(", by ").append(part.correlate());
      }
    }
    return text.toString();
  }

  private static List<Part> parts(Combine combine) {
    return combine.parts() == null ? List.of() : combine.parts();
  }

  private static String length(double seconds) {
    Duration length = Duration.ofMillis(Math.round(seconds * 1000));
    if (length.toMillis() % 1000 != 0 || length.toSeconds() % 60 != 0) {
      return length.toMillis() / 1000.0 + " s";
    }
    return length.toMinutes() % 60 == 0 ? length.toHours() + " h" : length.toMinutes() + " min";
  }
}
