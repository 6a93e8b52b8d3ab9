package dev.sluice.app.cli.association;

import dev.sluice.api.AssociationSpec.Combine;
import dev.sluice.api.AssociationSpec.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which events are combined. */
final class CombineOptions {
  @Option(
      names = "--combine",
      paramLabel = "WHEN",
      description = {
        "Wait for several events, and give targets one of them all:",
        "all parts, any of them, or like '(order and paid) or free'",
        "with names of parts; '' for each event by itself."
      })
  @Nullable String combine;

  @Option(
      names = "--part",
      paramLabel = "NAME[@SOURCE][=CESQL]",
      description = {
        "An event that is combined: of a source, or for which the",
        "filter is true; can be repeated."
      })
  List<String> parts = new ArrayList<>();

  @Option(
      names = "--correlate",
      paramLabel = "[PART=]BY",
      description = {
        "What the events have in common: an attribute like subject,",
        "or a path like $.data.order; PART= where one has it",
        "elsewhere. Can be repeated."
      })
  List<String> correlates = new ArrayList<>();

  @Option(
      names = "--combine-window",
      paramLabel = "SECONDS",
      description = "How long a combination may take from its first event (3600).")
  @Nullable Double window;

  boolean given() {
    return combine != null || window != null || !parts.isEmpty() || !correlates.isEmpty();
  }

  /**
   * How events are combined; what is not said is as before.
   *
   * @throws IllegalArgumentException with what would be right
   */
  @Nullable Combine combine(@Nullable Combine before) {
    String when = combine;
    if (!given()) {
      return before;
    }
    if (when != null && when.isEmpty()) {
      return null;
    }
    Combine old = before == null ? new Combine(null, List.of(), null, null) : before;
    List<Part> all =
        parts.isEmpty()
            ? Objects.requireNonNullElse(old.parts(), List.of())
            : parts.stream().map(CombineOptions::part).toList();
    String correlate = old.correlate();
    Map<String, String> own = new HashMap<>();
    for (String said : correlates) {
      int equals = said.startsWith("$") ? -1 : said.indexOf('=');
      if (equals < 0) {
        correlate = said;
      } else {
        own.put(said.substring(0, equals), said.substring(equals + 1));
      }
    }
    return new Combine(
        when == null ? old.when() : when,
        correlated(all, own),
        correlate,
        window == null ? old.windowSeconds() : window);
  }

  private static Part part(String text) {
    int equals = text.indexOf('=');
    String left = equals < 0 ? text : text.substring(0, equals);
    int at = left.indexOf('@');
    return new Part(
        at < 0 ? left : left.substring(0, at),
        at < 0 ? null : left.substring(at + 1),
        equals < 0 ? null : text.substring(equals + 1),
        null);
  }

  private static List<Part> correlated(List<Part> parts, Map<String, String> own) {
    List<Part> all = new ArrayList<>();
    for (Part part : parts) {
      String by = own.remove(part.name());
      all.add(by == null ? part : new Part(part.name(), part.source(), part.filter(), by));
    }
    if (!own.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no part '" + own.keySet().iterator().next() + "' to correlate");
    }
    return all;
  }

  /** How events are combined, for people; empty where they are not. */
  static String words(@Nullable Combine is) {
    if (is == null) {
      return "";
    }
    String by = is.correlate() == null ? "" : ", by " + is.correlate();
    return is.when() + by + ", within " + is.windowSeconds() + " s";
  }

  /** The parts, for people, as {@code --part} takes them. */
  static String parts(@Nullable Combine is) {
    return is == null
        ? ""
        : Objects.requireNonNullElse(is.parts(), List.<Part>of()).stream()
            .map(CombineOptions::words)
            .collect(Collectors.joining("; "));
  }

  private static String words(Part part) {
    return part.name()
        + (part.source() == null ? "" : "@" + part.source())
        + (part.filter() == null ? "" : "=" + part.filter())
        + (part.correlate() == null ? "" : ", by " + part.correlate());
  }
}
