package dev.sluice.studio.core.wiring;

import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Batch;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.studio.core.version.SharesText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An association as it is typed into a form. Immutable.
 *
 * @param sources names with commas between them; blank for all
 * @param batch the most events at once; blank where each comes alone
 * @param window seconds that the first of a batch waits for others; blank for the usual
 */
public record AssociationFields(
    String sources,
    String filter,
    String orderBy,
    String batch,
    String window,
    String pauseAfter,
    String description,
    List<TargetFields> targets) {
  public AssociationFields {
    targets = List.copyOf(targets);
  }

  /**
   * A function that gets the events.
   *
   * @param version {@code latest}, a number, an alias, or shares like {@code 1=90%, 2=10%}
   * @param input jq; blank for the event itself
   */
  public record TargetFields(String function, String version, String input) {}

  /** What a form shows of a definition. */
  public static AssociationFields of(AssociationSpec spec) {
    Batch batch = spec.batch();
    return new AssociationFields(
        String.join(", ", Specs.orNone(spec.sources())),
        text(spec.filter()),
        text(spec.orderBy()),
        batch == null ? "" : text(batch.size()),
        batch == null || batch.windowSeconds() == null ? "" : number(batch.windowSeconds()),
        text(spec.pauseAfter()),
        text(spec.description()),
        Specs.orNone(spec.targets()).stream().map(AssociationFields::target).toList());
  }

  private static TargetFields target(Target target) {
    Map<String, Double> weights = target.weights();
    String version = target.qualifier() == null ? "latest" : target.qualifier();
    if (weights != null) {
      version = shares(weights);
    }
    return new TargetFields(text(target.function()), version, text(target.input()));
  }

  /** With its share also where there is one version: the number alone would be a qualifier. */
  private static String shares(Map<String, Double> weights) {
    return weights.size() == 1
        ? weights.keySet().iterator().next() + "=100%"
        : SharesText.editable(weights);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ENGLISH, "%s", value);
  }

  /**
   * What is wrong with the number of a batch, its window or the dead letters; empty for nothing.
   */
  public Optional<String> numberProblem() {
    if (!batch.isBlank() && !within(batch, 1, 500)) {
      return Optional.of("A batch has 1 to 500 events.");
    }
    if (!window.isBlank() && !window.strip().matches("\\d{1,3}(\\.\\d+)?")) {
      return Optional.of("A batch waits 0 to 300 seconds.");
    }
    return pauseAfter.isBlank() || within(pauseAfter, 0, 1_000_000)
        ? Optional.empty()
        : Optional.of("Pause after a whole number of dead letters; 0 for never.");
  }

  private static boolean within(String text, long least, long most) {
    String digits = text.strip();
    return digits.matches("\\d{1,9}")
        && Long.parseLong(digits) >= least
        && Long.parseLong(digits) <= most;
  }

  /** What is wrong with the version of a target; empty for nothing. */
  public static Optional<String> versionProblem(String version) {
    if (version.isBlank()) {
      return Optional.of("Give latest, a number, an alias, or shares like 1=90%, 2=10%.");
    }
    if (!version.contains("=")) {
      return Optional.empty();
    }
    try {
      Map<String, Double> unused = SharesText.parse(version);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /** Whether all of it can be read. */
  public boolean readable() {
    return numberProblem().isEmpty()
        && targets.stream().allMatch(target -> versionProblem(target.version()).isEmpty());
  }

  /** The names of the sources; none for all. */
  public List<String> sourceNames() {
    return Arrays.stream(sources.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /**
   * The definition; call it where all can be read.
   *
   * @param before what it was, for what the form does not show
   */
  public AssociationSpec spec(AssociationSpec before) {
    return new AssociationSpec(
        before.name(),
        sourceNames(),
        blank(filter),
        targets.stream().map(AssociationFields::target).toList(),
        blank(orderBy),
        pauseAfter.isBlank() ? null : Integer.valueOf(pauseAfter.strip()),
        batch.isBlank()
            ? null
            : new Batch(
                Integer.valueOf(batch.strip()),
                window.isBlank() ? null : Double.valueOf(window.strip())),
        before.ordered(),
        before.combine(),
        description,
        before.manifest());
  }

  private static Target target(TargetFields target) {
    String version = target.version().strip();
    Map<String, Double> shares = version.contains("=") ? SharesText.parse(version) : null;
    boolean usual = version.equals("latest") || shares != null;
    return new Target(target.function(), usual ? null : version, shares, blank(target.input()));
  }

  private static @Nullable String blank(String text) {
    return text.isBlank() ? null : text.strip();
  }
}
