package dev.sluice.manifest;

import dev.sluice.api.AsyncSpec;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.VersionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Definitions as flat fields, so that those of a manifest, a function and a version compare. The
 * code is not among them: it is not compared by a value.
 */
final class Fields {
  static final String ENABLED = "enabled";

  private Fields() {}

  /** What a version keeps, as a manifest says it; what is null has its default. */
  static Map<String, Object> definition(FunctionSpec spec) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("runtime", Objects.requireNonNullElse(spec.runtime(), ""));
    fields.put("handler", Objects.requireNonNullElse(spec.handler(), ""));
    fields.put("memoryMiB", Objects.requireNonNullElse(spec.memoryMiB(), Defaults.MEMORY_MIB));
    fields.put("cpus", thousandths(Objects.requireNonNullElse(spec.cpus(), Defaults.CPUS)));
    fields.put("network", Objects.requireNonNullElse(spec.network(), Defaults.NETWORK));
    fields.put(
        "timeoutSeconds",
        thousandths(Objects.requireNonNullElse(spec.timeoutSeconds(), Defaults.TIMEOUT)));
    fields.put("minInstances", Objects.requireNonNullElse(spec.minInstances(), 0));
    fields.put("maxInstances", Objects.requireNonNullElse(spec.maxInstances(), 0));
    fields.put("instanceConcurrency", Objects.requireNonNullElse(spec.instanceConcurrency(), 1));
    flat("environment.", spec.environment(), fields);
    flat("environmentFrom.", spec.environmentFrom(), fields);
    AsyncSpec async = Objects.requireNonNullElse(spec.async(), AsyncSpec.USUAL);
    flat("async.", AsyncEntry.fields(async), fields);
    fields.put("role", Objects.requireNonNullElse(spec.role(), ""));
    fields.put(
        "logRetentionDays", thousandths(Objects.requireNonNullElse(spec.logRetentionDays(), 0.0)));
    flat("bindings.", BindingEntry.flat(spec.bindings()), fields);
    return fields;
  }

  /** What a version would keep of this function. */
  static Map<String, Object> definition(FunctionInfo info) {
    return definition(info.spec());
  }

  /** What a version keeps. */
  static Map<String, Object> definition(VersionInfo info) {
    return definition(
        new FunctionSpec(
            null,
            info.runtime(),
            info.handler(),
            null,
            info.memoryMiB(),
            info.cpus(),
            info.network(),
            info.timeoutSeconds(),
            info.minInstances(),
            info.maxInstances(),
            info.instanceConcurrency(),
            info.environment(),
            info.environmentFrom(),
            info.async(),
            info.bindings(),
            info.role(),
            info.logRetentionDays(),
            null,
            null));
  }

  /** All fields of a function as a manifest says it. */
  static Map<String, Object> all(FunctionSpec spec, boolean enabled) {
    return all(definition(spec), spec.labels(), spec.description(), enabled);
  }

  /** All fields of a function. */
  static Map<String, Object> all(FunctionInfo info) {
    return all(definition(info), info.labels(), info.description(), isEnabled(info));
  }

  static boolean isEnabled(FunctionInfo info) {
    return info.state().equals("enabled");
  }

  private static Map<String, Object> all(
      Map<String, Object> definition,
      @Nullable Map<String, String> labels,
      @Nullable String description,
      boolean enabled) {
    flat("labels.", labels, definition);
    definition.put("description", Objects.requireNonNullElse(description, ""));
    definition.put(ENABLED, enabled);
    return definition;
  }

  /** The server keeps no more than that of processors and seconds. */
  private static double thousandths(double number) {
    return Math.round(number * 1000) / 1000.0;
  }

  private static void flat(String prefix, @Nullable Map<String, ?> map, Map<String, Object> into) {
    if (map != null) {
      map.forEach((key, value) -> into.put(prefix + key, value));
    }
  }

  /** The fields in which two are not the same, in order of their names. */
  static List<Difference> differences(Map<String, Object> from, Map<String, Object> to) {
    TreeSet<String> names = new TreeSet<>(from.keySet());
    names.addAll(to.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      if (!Objects.equals(from.get(name), to.get(name))) {
        differences.add(new Difference(name, from.get(name), to.get(name)));
      }
    }
    return differences;
  }
}
