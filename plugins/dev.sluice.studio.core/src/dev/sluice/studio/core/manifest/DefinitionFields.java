package dev.sluice.studio.core.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.BindingSpec;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.ValueSource;
import dev.sluice.api.VersionInfo;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the server has of a function, as the fields of a manifest in their usual order. */
final class DefinitionFields {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DefinitionFields() {}

  /** What a version would keep of a function's definition, without its code. */
  static ObjectNode of(FunctionInfo info) {
    ObjectNode fields = JSON.objectNode();
    fields.put("runtime", info.runtime());
    fields.put("handler", info.handler());
    limits(fields, info.memoryMiB(), info.cpus(), info.network(), info.timeoutSeconds());
    instances(fields, info.minInstances(), info.maxInstances(), info.instanceConcurrency());
    maps(fields, info.environment(), info.environmentFrom(), info.async());
    bindings(fields, info.bindings());
    rest(fields, info.role(), info.logRetentionDays());
    return fields;
  }

  /** A version's definition, without its code and its own description. */
  static ObjectNode of(VersionInfo info) {
    ObjectNode fields = JSON.objectNode();
    fields.put("runtime", info.runtime());
    fields.put("handler", info.handler());
    limits(fields, info.memoryMiB(), info.cpus(), info.network(), info.timeoutSeconds());
    instances(fields, info.minInstances(), info.maxInstances(), info.instanceConcurrency());
    maps(fields, info.environment(), info.environmentFrom(), info.async());
    bindings(fields, info.bindings());
    rest(fields, info.role(), info.logRetentionDays());
    return fields;
  }

  /** A definition of which all that has a default is given, without its code. */
  static ObjectNode of(FunctionSpec spec) {
    ObjectNode fields = JSON.objectNode();
    fields.put("runtime", spec.runtime());
    fields.put("handler", spec.handler());
    limits(
        fields,
        orElse(spec.memoryMiB(), 0),
        orElse(spec.cpus(), 0.0),
        orElse(spec.network(), ""),
        orElse(spec.timeoutSeconds(), 0.0));
    // Where a function has none of these, a definition takes them away: with 0, or no name.
    Integer most = spec.maxInstances();
    instances(
        fields,
        orElse(spec.minInstances(), 0),
        most == null || most == 0 ? null : most,
        orElse(spec.instanceConcurrency(), 1));
    maps(
        fields,
        orElse(spec.environment(), Map.of()),
        orElse(spec.environmentFrom(), Map.of()),
        orElse(spec.async(), AsyncSpec.USUAL));
    bindings(fields, orElse(spec.bindings(), List.of()));
    Double days = spec.logRetentionDays();
    String role = orElse(spec.role(), "");
    rest(fields, role.isEmpty() ? null : role, days == null || days == 0 ? null : days);
    return fields;
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private static void limits(
      ObjectNode fields, int memory, double cpus, String network, double timeout) {
    fields.put("memoryMiB", memory);
    fields.set("cpus", number(cpus));
    fields.put("network", network);
    fields.set("timeoutSeconds", number(timeout));
  }

  private static void instances(
      ObjectNode fields, int least, @Nullable Integer most, int concurrency) {
    if (least != 0) {
      fields.put("minInstances", least);
    }
    if (most != null) {
      fields.put("maxInstances", most);
    }
    if (concurrency != 1) {
      fields.put("instanceConcurrency", concurrency);
    }
  }

  private static void maps(
      ObjectNode fields,
      Map<String, String> environment,
      Map<String, ValueSource> from,
      AsyncSpec async) {
    texts(fields, "environment", environment);
    if (!from.isEmpty()) {
      ObjectNode sources = fields.putObject("environmentFrom");
      new TreeMap<>(from).forEach((key, source) -> sources.set(key, MAPPER.valueToTree(source)));
    }
    JsonNode policy = MAPPER.valueToTree(async);
    if (!policy.isEmpty()) {
      fields.set("async", whole(policy));
    }
  }

  private static void bindings(ObjectNode fields, List<BindingSpec> bindings) {
    if (bindings.isEmpty()) {
      return;
    }
    ObjectNode all = fields.putObject("bindings");
    for (BindingSpec each : bindings) {
      ObjectNode made = MAPPER.valueToTree(each);
      JsonNode name = made.remove("name");
      all.set(name == null ? "" : name.asText(), made);
    }
  }

  private static void rest(ObjectNode fields, @Nullable String role, @Nullable Double days) {
    if (role != null) {
      fields.put("role", role);
    }
    if (days != null) {
      fields.set("logRetentionDays", number(days));
    }
  }

  /** Numbers without a needless fraction: 5 and not 5.0. */
  private static JsonNode whole(JsonNode value) {
    if (value instanceof ObjectNode map) {
      ObjectNode made = JSON.objectNode();
      map.properties().forEach(field -> made.set(field.getKey(), whole(field.getValue())));
      return made;
    }
    return value.isDouble() ? number(value.doubleValue()) : value;
  }

  /** A number as people write it. */
  static JsonNode number(double value) {
    BigDecimal plain = BigDecimal.valueOf(value).stripTrailingZeros();
    return plain.scale() <= 0 ? JSON.numberNode(plain.toBigIntegerExact()) : JSON.numberNode(plain);
  }

  private static void texts(ObjectNode fields, String key, Map<String, String> map) {
    if (!map.isEmpty()) {
      ObjectNode texts = fields.putObject(key);
      new TreeMap<>(map).forEach(texts::put);
    }
  }
}
