package dev.sluice.core.association;

import dev.sluice.api.AssociationSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.Names;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.association.Association.Combine;
import dev.sluice.core.association.Association.Part;
import dev.sluice.core.event.EventFilter;
import dev.sluice.core.event.EventFilters;
import dev.sluice.core.function.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes valid combinations out of what callers ask for. */
final class Combines {
  private static final int MOST_PARTS = 10;
  private static final double USUAL_SECONDS = 3_600;
  private static final double LEAST_SECONDS = 1;
  private static final double MOST_SECONDS = 7 * 86_400;
  private static final Pattern ATTRIBUTE = Pattern.compile("[a-z0-9]{1,64}");

  private Combines() {}

  static @Nullable Combine make(AssociationSpec.@Nullable Combine given, EventFilters filters) {
    if (given == null) {
      return null;
    }
    List<Part> parts = parts(given.parts(), filters);
    Set<String> names = new LinkedHashSet<>();
    for (Part part : parts) {
      if (!names.add(part.name())) {
        throw invalid(
            "Two parts are called '" + part.name() + "'.", "Give each part a name of its own.");
      }
    }
    String when = Rules.blank(given.when());
    when = when == null ? Combine.ALL : when.strip();
    Condition condition = Condition.parse(when, names);
    names.removeAll(condition.named());
    if (!names.isEmpty()) {
      throw invalid(
          "'when' does not name the part '" + names.iterator().next() + "'.",
          "Name it there, or leave the part out.");
    }
    return new Combine(
        when, parts, correlate(given.correlate(), "combine"), window(given.windowSeconds()));
  }

  private static List<Part> parts(
      @Nullable List<AssociationSpec.Part> given, EventFilters filters) {
    int count = given == null ? 0 : given.size();
    if (given == null || count < 2 || count > MOST_PARTS) {
      throw invalid(
          "combine has " + count + " parts.",
          "Give 2 to "
              + MOST_PARTS
              + ", like {\"name\": \"paid\", \"filter\": \"type = 'paid'\"}.");
    }
    List<Part> parts = new ArrayList<>();
    for (AssociationSpec.Part one : given) {
      String name = Names.require("part", one.name());
      if (Condition.WORDS.contains(name.toLowerCase(Locale.ROOT))) {
        throw invalid(
            "A part is called '" + name + "'.", "It is a word of 'when': take another name.");
      }
      String source = Rules.blank(one.source());
      String filter = Rules.blank(one.filter());
      if (filter != null) {
        check(name, filter, filters);
      }
      parts.add(
          new Part(
              name,
              source == null ? null : Names.require("source", source),
              filter,
              correlate(one.correlate(), "The part '" + name + "'")));
    }
    return parts;
  }

  private static void check(String part, String filter, EventFilters filters) {
    try {
      EventFilter unused = filters.parse(filter);
    } catch (SluiceException e) {
      throw new SluiceException(e.code(), "The part '" + part + "': " + e.detail(), e.hint(), e);
    }
  }

  private static @Nullable String correlate(@Nullable String given, String whose) {
    String by = Rules.blank(given);
    if (by == null) {
      return null;
    }
    String hint = "It is an attribute like subject, or a path like $.data.order.";
    if (by.startsWith("$")) {
      try {
        JsonPath unused = JsonPath.parse(by);
      } catch (SluiceException e) {
        throw invalid(whose + " correlates by '" + Text.shorten(by, 80) + "'.", hint);
      }
    } else if (!ATTRIBUTE.matcher(by).matches()) {
      throw invalid(whose + " correlates by '" + Text.shorten(by, 80) + "'.", hint);
    }
    return by;
  }

  private static long window(@Nullable Double given) {
    double seconds = given == null ? USUAL_SECONDS : given;
    if (!(seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS)) {
      throw invalid(
          "combine's windowSeconds is " + seconds + ".",
          "It is a number from " + (long) LEAST_SECONDS + " to " + (long) MOST_SECONDS + ".");
    }
    return Math.round(seconds * 1000);
  }

  private static SluiceException invalid(String detail, String hint) {
    return new SluiceException(ErrorCode.INVALID_REQUEST, detail, hint);
  }
}
