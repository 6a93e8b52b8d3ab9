package dev.sluice.studio.core.editor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A draft as the fields of a manifest: keys as it has them, in their usual order. */
final class DraftFields {
  static final String CODE = "code";
  static final String DESCRIPTION = "description";
  static final String BINDINGS = "bindings";

  /** The keys of a function that are edited here, in the order they are written in. */
  static final List<String> ORDER =
      List.of(
          DESCRIPTION,
          "runtime",
          "handler",
          "memoryMiB",
          "cpus",
          "network",
          "timeoutSeconds",
          "minInstances",
          "maxInstances",
          "instanceConcurrency",
          "environment",
          "environmentFrom",
          "async",
          BINDINGS,
          "role",
          "logRetentionDays",
          "labels",
          CODE);

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private DraftFields() {}

  /** The fields that a manifest must say; what is left out has its default. */
  static ObjectNode of(FunctionDraft draft) {
    ObjectNode fields = JSON.objectNode();
    put(fields, DESCRIPTION, draft.description());
    fields.put("runtime", draft.runtime());
    fields.put("handler", draft.handler());
    DraftLimits limits = draft.limits();
    fields.set("memoryMiB", scalar(limits.memory()));
    fields.set("cpus", scalar(limits.cpus()));
    fields.put("network", limits.network());
    fields.set("timeoutSeconds", scalar(limits.timeout()));
    if (!limits.minInstances().strip().equals("0")) {
      fields.set("minInstances", scalar(limits.minInstances()));
    }
    if (!limits.maxInstances().isBlank()) {
      fields.set("maxInstances", scalar(limits.maxInstances()));
    }
    if (!limits.instanceConcurrency().strip().equals("1")) {
      fields.set("instanceConcurrency", scalar(limits.instanceConcurrency()));
    }
    texts(fields, "environment", draft.environment());
    references(fields, draft.environmentFrom());
    async(fields, draft.async());
    ObjectNode bindings = DraftBindings.fields(draft.bindings());
    if (!bindings.isEmpty()) {
      fields.set(BINDINGS, bindings);
    }
    put(fields, "role", draft.policy().role());
    if (!draft.policy().logDays().isBlank()) {
      fields.set("logRetentionDays", scalar(draft.policy().logDays()));
    }
    texts(fields, "labels", draft.labels());
    if (draft.code() != null) {
      fields.put(CODE, draft.code());
    }
    return fields;
  }

  private static void put(ObjectNode fields, String key, String text) {
    if (!text.isEmpty()) {
      fields.put(key, text);
    }
  }

  /** A number where it is one, else the text as it was typed. */
  private static JsonNode scalar(String text) {
    try {
      BigDecimal number = new BigDecimal(text.strip());
      return number.scale() == 0
          ? JSON.numberNode(number.toBigIntegerExact())
          : number.scale() > 0 && number.scale() < 20
              ? JSON.numberNode(number)
              : JSON.textNode(text);
    } catch (NumberFormatException e) {
      return JSON.textNode(text);
    }
  }

  private static void texts(ObjectNode fields, String key, List<Entry> entries) {
    ObjectNode texts = JSON.objectNode();
    entries.stream()
        .filter(entry -> !entry.key().isBlank())
        .forEach(entry -> texts.put(entry.key(), entry.value()));
    if (!texts.isEmpty()) {
      fields.set(key, texts);
    }
  }

  private static void references(ObjectNode fields, List<Reference> references) {
    ObjectNode sources = JSON.objectNode();
    for (Reference reference : references) {
      if (!reference.variable().isBlank()) {
        sources.putObject(reference.variable()).put(reference.from(), reference.name());
      }
    }
    if (!sources.isEmpty()) {
      fields.set("environmentFrom", sources);
    }
  }

  private static void async(ObjectNode fields, DraftAsync async) {
    ObjectNode policy = JSON.objectNode();
    for (Map.Entry<DraftField, String> value : async.values().entrySet()) {
      String key = value.getKey().path().substring("async/".length());
      JsonNode written =
          switch (value.getKey()) {
            case SEMANTICS -> JSON.textNode(value.getValue());
            case ON_SUCCESS, ON_FAILURE -> destination(value.getValue());
            default -> scalar(value.getValue());
          };
      policy.set(key, written);
    }
    if (!policy.isEmpty()) {
      fields.set("async", policy);
    }
  }

  private static JsonNode destination(String text) {
    ObjectNode to = JSON.objectNode();
    String trimmed = text.strip();
    if (trimmed.startsWith(Destinations.SINK)) {
      return to.put("sink", trimmed.substring(Destinations.SINK.length()));
    }
    if (trimmed.startsWith(Destinations.WORKFLOW)) {
      return to.put("workflow", trimmed.substring(Destinations.WORKFLOW.length()));
    }
    int colon = trimmed.indexOf(':');
    to.put("function", colon < 0 ? trimmed : trimmed.substring(0, colon));
    return colon < 0 ? to : to.put("qualifier", trimmed.substring(colon + 1));
  }

  /** Whether two values mean the same: 30 and 30.0 do, and a number and its text. */
  static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
    if (one == null || other == null) {
      JsonNode left = one == null ? other : one;
      return left == null
          || left.isNull()
          || (left.isTextual() && left.textValue().isEmpty())
          || (left.isContainerNode() && left.isEmpty());
    }
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    if (one.isValueNode() && other.isValueNode()) {
      return one.asText().equals(other.asText());
    }
    if (one.isArray() && other.isArray()) {
      boolean same = one.size() == other.size();
      for (int i = 0; same && i < one.size(); i++) {
        same = same(one.get(i), other.get(i));
      }
      return same;
    }
    if (one.isObject() && other.isObject()) {
      Set<String> keys = new HashSet<>();
      one.fieldNames().forEachRemaining(keys::add);
      other.fieldNames().forEachRemaining(keys::add);
      return keys.stream().allMatch(key -> same(one.get(key), other.get(key)));
    }
    return false;
  }
}
