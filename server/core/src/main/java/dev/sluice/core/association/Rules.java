package dev.sluice.core.association;

import dev.sluice.api.AssociationSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.Names;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.association.Association.Batch;
import dev.sluice.core.association.Association.Rule;
import dev.sluice.core.association.Association.Target;
import dev.sluice.core.event.EventLanguages;
import dev.sluice.core.function.AliasRecord;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.function.Qualifiers;
import dev.sluice.core.function.Weights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes valid rules out of what callers ask for. Thread-safe. */
final class Rules {
  private static final int MOST_TARGETS = 100;
  private static final int MOST_SOURCES = 100;
  private static final int MOST_FAILURES = 1_000_000;
  private static final int USUAL_FAILURES = 25;
  private static final int USUAL_BATCH = 100;
  private static final int MOST_BATCH = 500;
  private static final double USUAL_WINDOW = 1;
  private static final int MOST_WINDOW = 300;
  private static final Pattern ATTRIBUTE = Pattern.compile("[a-z0-9]{1,64}");

  private final FunctionCatalog catalog;
  private final EventLanguages languages;

  Rules(FunctionCatalog catalog, EventLanguages languages) {
    this.catalog = catalog;
    this.languages = languages;
  }

  Rule make(String namespace, AssociationSpec spec) {
    String filter = blank(spec.filter());
    if (filter != null) {
      languages.filters().parse(filter);
    }
    String orderBy = orderBy(blank(spec.orderBy()));
    return new Rule(
        sources(spec.sources()),
        filter,
        targets(namespace, spec.targets()),
        orderBy,
        pauseAfter(spec.pauseAfter()),
        batch(spec.batch()),
        Orders.make(spec.ordered(), orderBy),
        Combines.make(spec.combine(), languages.filters()));
  }

  static @Nullable String blank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static List<String> sources(@Nullable List<String> given) {
    if (given == null) {
      return List.of();
    }
    if (given.size() > MOST_SOURCES) {
      throw invalid(
          "There are " + given.size() + " sources.", "Name at most " + MOST_SOURCES + ".");
    }
    return given.stream().map(name -> Names.require("source", name)).distinct().toList();
  }

  private List<Target> targets(String namespace, @Nullable List<AssociationSpec.Target> given) {
    if (given == null || given.isEmpty()) {
      throw invalid(
          "The association has no targets.", "Name a function, like {\"function\": \"resize\"}.");
    }
    if (given.size() > MOST_TARGETS) {
      throw invalid(
          "There are " + given.size() + " targets.", "Name at most " + MOST_TARGETS + ".");
    }
    List<Target> targets = new ArrayList<>();
    Set<String> functions = new HashSet<>();
    for (AssociationSpec.Target one : given) {
      Target target = target(namespace, one);
      if (!functions.add(target.function())) {
        throw invalid(
            "The function '" + target.function() + "' is named twice.",
            "Give each function once, with weights where several versions are meant.");
      }
      targets.add(target);
    }
    return targets;
  }

  private Target target(String namespace, AssociationSpec.Target given) {
    String name = Names.require("function", given.function());
    FunctionCatalog.Entry entry = catalog.require(namespace, name);
    Map<String, Double> weights = given.weights();
    String qualifier = blank(given.qualifier());
    String input = blank(given.input());
    if (input != null) {
      var unused = languages.inputs().parse(input);
    }
    if (weights != null) {
      if (qualifier != null) {
        throw invalid(
            "The target '" + name + "' has a qualifier and weights.", "Give one of the two.");
      }
      SortedMap<Integer, Double> shares = Weights.parse(weights);
      shares.keySet().forEach(version -> requireVersion(entry, name, version));
      return new Target(name, Qualifiers.LATEST, shares, input);
    }
    if (qualifier == null || qualifier.equals(Qualifiers.LATEST)) {
      return new Target(name, Qualifiers.LATEST, new TreeMap<>(), input);
    }
    Integer version = Qualifiers.number(qualifier);
    if (version != null) {
      requireVersion(entry, name, version);
    } else {
      AliasRecord alias = entry.alias(qualifier);
      if (alias == null) {
        throw new SluiceException(
            ErrorCode.ALIAS_NOT_FOUND,
            "'" + name + "' has no version or alias '" + Text.shorten(qualifier, 80) + "'.",
            "Use 'latest', the number of a version, or one of its aliases.");
      }
    }
    return new Target(name, qualifier, new TreeMap<>(), input);
  }

  private static void requireVersion(FunctionCatalog.Entry entry, String name, int version) {
    if (entry.version(version) == null) {
      throw new SluiceException(
          ErrorCode.VERSION_NOT_FOUND,
          "'" + name + "' has no version " + version + ".",
          "List its versions to see their numbers.");
    }
  }

  private static @Nullable String orderBy(@Nullable String attribute) {
    if (attribute != null && !ATTRIBUTE.matcher(attribute).matches()) {
      throw invalid(
          "orderBy is '" + Text.shorten(attribute, 80) + "'.",
          "It is the name of an attribute, like subject or partitionkey.");
    }
    return attribute;
  }

  private static int pauseAfter(@Nullable Integer given) {
    if (given == null) {
      return USUAL_FAILURES;
    }
    if (given < 0 || given > MOST_FAILURES) {
      throw invalid(
          "pauseAfter is " + given + ".", "It is a whole number from 0 to " + MOST_FAILURES + ".");
    }
    return given;
  }

  private static @Nullable Batch batch(AssociationSpec.@Nullable Batch given) {
    if (given == null) {
      return null;
    }
    int size = given.size() == null ? USUAL_BATCH : given.size();
    if (size < 1 || size > MOST_BATCH) {
      throw invalid(
          "The batch's size is " + size + ".",
          "It is a whole number from 1 to " + MOST_BATCH + ".");
    }
    double window = given.windowSeconds() == null ? USUAL_WINDOW : given.windowSeconds();
    if (!(window >= 0 && window <= MOST_WINDOW)) {
      throw invalid(
          "The batch's windowSeconds is " + window + ".",
          "It is a number from 0 to " + MOST_WINDOW + ".");
    }
    return new Batch(size, Math.round(window * 1000));
  }

  private static SluiceException invalid(String detail, String hint) {
    return new SluiceException(ErrorCode.INVALID_REQUEST, detail, hint);
  }
}
