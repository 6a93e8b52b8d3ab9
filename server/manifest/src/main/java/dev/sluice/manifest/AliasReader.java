package dev.sluice.manifest;

import dev.sluice.api.RoutingKey;
import dev.sluice.manifest.yaml.Place;
import dev.sluice.manifest.yaml.Section;
import dev.sluice.manifest.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one alias. */
final class AliasReader {
  private AliasReader() {}

  /** How one is read. */
  interface One {
    AliasEntry read(String name, Place place, Section section);
  }

  /** All under the key {@code aliases}. */
  static List<AliasEntry> readAll(Section section, One one) {
    List<AliasEntry> aliases = new ArrayList<>();
    section
        .get("aliases")
        .flatMap(Value::section)
        .ifPresent(
            all ->
                all.all()
                    .forEach(
                        (key, value) ->
                            value
                                .section()
                                .map(is -> one.read(key, all.place(key), is))
                                .ifPresent(aliases::add)));
    return aliases;
  }

  /** One of a function; one without a valid share is a problem by then. */
  static AliasEntry read(String name, Place place, Section section) {
    RoutingKey routingKey =
        section.get("routingKey").flatMap(Value::section).map(AliasReader::key).orElse(null);
    String description = Objects.requireNonNullElse(section.text("description"), "");
    return read(name, place, section, routingKey, description);
  }

  /** One of a workflow, which has versions and nothing else. */
  static AliasEntry readPlain(String name, Place place, Section section) {
    return read(name, place, section, null, "");
  }

  private static AliasEntry read(
      String name,
      Place place,
      Section section,
      @Nullable RoutingKey routingKey,
      String description) {
    Map<String, Double> weights = new LinkedHashMap<>();
    Optional<Value> version = section.get("version");
    Optional<Value> shares = section.get("weights");
    version.flatMap(Value::text).ifPresent(text -> weights.put(text, 1.0));
    shares
        .flatMap(Value::section)
        .ifPresent(
            all ->
                all.all()
                    .forEach((key, value) -> value.number().ifPresent(w -> weights.put(key, w))));
    section.finish();
    if (version.isPresent() == shares.isPresent()) {
      section.problem(place, "the alias '" + name + "' needs either 'version' or 'weights'");
    } else {
      check(name, place, weights, section);
    }
    return new AliasEntry(place, name, weights, routingKey, description);
  }

  private static RoutingKey key(Section section) {
    String header = section.text("header");
    String jsonPath = section.text("jsonPath");
    section.finish();
    if ((header == null) == (jsonPath == null)) {
      section.problem(section.place(), "a routing key is either a 'header' or a 'jsonPath'");
    }
    return new RoutingKey(header, jsonPath);
  }

  private static void check(
      String name, Place place, Map<String, Double> weights, Section section) {
    for (String version : weights.keySet()) {
      if (!version.equals(AliasEntry.LATEST) && !version.matches("[1-9][0-9]{0,8}")) {
        section.problem(
            place,
            "the alias '"
                + name
                + "' has '"
                + version
                + "', which is no version's number and not"
                + " 'latest'");
      }
    }
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    boolean positive = weights.values().stream().allMatch(share -> share > 0);
    if (!positive || !(Math.abs(sum - 1) <= AliasEntry.TOLERANCE)) {
      section.problem(place, "the shares of the alias '" + name + "' must be above 0 and sum to 1");
    }
  }
}
