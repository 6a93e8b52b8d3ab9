package dev.sluice.studio.core.editor;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with a draft before the server would. What the server says of its fields is
 * the measure; it checks again and has the last word.
 */
public final class DraftCheck {
  private static final String ONCE = "at-most-once";

  private final Descriptors descriptors;
  private final FunctionDraft draft;
  private final Map<DraftField, String> problems = new EnumMap<>(DraftField.class);

  private DraftCheck(FunctionDraft draft, Descriptors descriptors) {
    this.draft = draft;
    this.descriptors = descriptors;
  }

  /** One sentence for each field that is wrong; empty when all are right. */
  public static Map<DraftField, String> problems(FunctionDraft draft, Descriptors descriptors) {
    return new DraftCheck(draft, descriptors).all();
  }

  /** What is wrong with a new function's name; null when nothing is. */
  public static @Nullable String name(String name) {
    if (name.isEmpty()) {
      return "Give the function a name.";
    }
    if (!name.matches("[a-z0-9A-Z_-]*")) {
      return "Use letters, digits, hyphens and underscores only.";
    }
    if (!name.matches("[a-zA-Z].*")) {
      return "Begin with a letter.";
    }
    return name.length() > 63 ? "Use at most 63 characters." : null;
  }

  private Map<DraftField, String> all() {
    put(DraftField.HANDLER, handler(draft.handler()));
    DraftLimits limits = draft.limits();
    put(DraftField.MEMORY, number(DraftField.MEMORY, limits.memory()));
    put(DraftField.CPUS, number(DraftField.CPUS, limits.cpus()));
    put(DraftField.NETWORK, word(DraftField.NETWORK, limits.network()));
    put(DraftField.TIMEOUT, number(DraftField.TIMEOUT, limits.timeout()));
    put(DraftField.MIN_INSTANCES, number(DraftField.MIN_INSTANCES, limits.minInstances()));
    put(DraftField.MAX_INSTANCES, maxInstances(limits));
    put(
        DraftField.INSTANCE_CONCURRENCY,
        number(DraftField.INSTANCE_CONCURRENCY, limits.instanceConcurrency()));
    put(DraftField.ENVIRONMENT, environment(draft.environment()));
    put(DraftField.ENVIRONMENT_FROM, references());
    put(DraftField.LABELS, duplicates(draft.labels(), "label"));
    async(draft.async());
    put(DraftField.BINDINGS, DraftBindings.problem(draft.bindings(), descriptors.bindingKinds()));
    put(DraftField.ROLE, role(draft.policy().role()));
    if (!draft.policy().logDays().isBlank()) {
      put(DraftField.LOG_RETENTION, number(DraftField.LOG_RETENTION, draft.policy().logDays()));
    }
    return problems;
  }

  private void async(DraftAsync async) {
    String semantics = async.get(DraftField.SEMANTICS);
    if (!semantics.isEmpty()) {
      put(DraftField.SEMANTICS, word(DraftField.SEMANTICS, semantics));
    }
    for (DraftField field :
        List.of(
            DraftField.MAX_ATTEMPTS,
            DraftField.RETRY_DELAY,
            DraftField.MAX_AGE,
            DraftField.CONCURRENCY,
            DraftField.RATE,
            DraftField.DEDUPLICATION)) {
      if (!async.get(field).isEmpty()) {
        put(field, number(field, async.get(field)));
      }
    }
    String attempts = async.get(DraftField.MAX_ATTEMPTS).strip();
    if (semantics.equals(ONCE) && !attempts.isEmpty() && !attempts.equals("1")) {
      put(DraftField.MAX_ATTEMPTS, "With at-most-once there is one attempt: leave this empty.");
    }
    for (DraftField field : List.of(DraftField.ON_SUCCESS, DraftField.ON_FAILURE)) {
      if (!Destinations.right(async.get(field))) {
        put(field, "Give a function, like audit or audit:live, sink:NAME or workflow:NAME.");
      }
    }
  }

  private static @Nullable String role(String name) {
    return name.isBlank() || name(name.strip()) == null
        ? null
        : "'" + name.strip() + "' is not the name of a role: choose one, or leave this empty.";
  }

  private static @Nullable String handler(String text) {
    if (text.isBlank()) {
      return "Name the handler, for example main.handler.";
    }
    return text.strip().contains(" ") ? "A handler has no spaces." : null;
  }

  private @Nullable String number(DraftField field, String text) {
    Descriptor allowed = descriptors.of(field);
    BigDecimal number = parse(text);
    if (number != null && allowed.allows(number)) {
      return null;
    }
    return field.noun()
        + (allowed.whole() ? " is a whole number" : " is a number")
        + (field.unit().isEmpty() ? "" : " of " + field.unit())
        + allowed.range()
        + ".";
  }

  private @Nullable String word(DraftField field, String text) {
    List<String> words = descriptors.of(field).words();
    return words.isEmpty() || words.contains(text)
        ? null
        : field.noun() + " is " + String.join(", ", words) + ", and not '" + text + "'.";
  }

  private @Nullable String maxInstances(DraftLimits limits) {
    if (limits.maxInstances().isBlank()) {
      return null;
    }
    Descriptor allowed = descriptors.of(DraftField.MAX_INSTANCES);
    BigDecimal most = parse(limits.maxInstances());
    if (most == null || most.signum() <= 0 || !allowed.allows(most)) {
      return "The most instances are a whole number"
          + (allowed.most() == null ? "" : " from 1 to " + allowed.most().toPlainString())
          + ", or nothing for as many as the server allows.";
    }
    BigDecimal least = parse(limits.minInstances());
    return least != null && least.compareTo(most) > 0
        ? "There are "
            + limits.minInstances().strip()
            + " instances kept warm, but at most "
            + limits.maxInstances().strip()
            + " allowed."
        : null;
  }

  /** The number; null when it is none. */
  private static @Nullable BigDecimal parse(String text) {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable String environment(List<Entry> entries) {
    for (Entry entry : entries) {
      String wrong = variable(entry.key());
      if (wrong != null) {
        return wrong;
      }
    }
    return duplicates(entries, "variable");
  }

  private static @Nullable String variable(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*")
        ? null
        : "'" + name + "' is not a variable's name: use letters, digits and _.";
  }

  private @Nullable String references() {
    Set<String> seen = new HashSet<>();
    draft.environment().forEach(entry -> seen.add(entry.key()));
    for (Reference reference : draft.environmentFrom()) {
      String wrong = variable(reference.variable());
      if (wrong != null) {
        return wrong;
      }
      if (!seen.add(reference.variable())) {
        return "The variable '" + reference.variable() + "' is there twice.";
      }
      if (reference.name().isBlank()) {
        return "Say where '" + reference.variable() + "' has its value from.";
      }
    }
    return null;
  }

  private static @Nullable String duplicates(List<Entry> entries, String what) {
    Set<String> seen = new HashSet<>();
    for (Entry entry : entries) {
      if (entry.key().isBlank()) {
        return "A " + what + " needs a name.";
      }
      if (!seen.add(entry.key())) {
        return "The " + what + " '" + entry.key() + "' is there twice.";
      }
    }
    return null;
  }

  private void put(DraftField field, @Nullable String problem) {
    if (problem != null) {
      problems.put(field, problem);
    }
  }
}
