package dev.sluice.core.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What is different between two revisions of a function, in words of the API. */
final class DefinitionChanges {
  /** Something of a definition. */
  private record Field(String name, Function<FunctionRecord, Object> of) {}

  private static final List<Field> FIELDS =
      List.of(
          new Field("description", FunctionRecord::description),
          new Field("labels", FunctionRecord::labels),
          of("runtime", Definition::runtime),
          of("handler", Definition::handler),
          of("code", Definition::code),
          of("memoryMiB", Definition::memoryMiB),
          of("cpus", Definition::cpus),
          of("network", Definition::network),
          of("timeoutSeconds", Definition::timeout),
          of("minInstances", is -> is.scaling().minInstances()),
          of("maxInstances", is -> String.valueOf(is.scaling().maxInstances())),
          of("instanceConcurrency", is -> is.scaling().instanceConcurrency()),
          of("environment", Definition::environment),
          of("environmentFrom", Definition::environmentFrom),
          of("async", Definition::async),
          of("bindings", Definition::bindings),
          of("role", is -> String.valueOf(is.role())),
          of("logRetentionDays", is -> String.valueOf(is.logRetention())));

  private DefinitionChanges() {}

  private static Field of(String name, Function<Definition, Object> field) {
    return new Field(name, function -> field.apply(function.definition()));
  }

  /** The names of the fields that differ, in the order in which definitions have them. */
  static List<String> between(FunctionRecord old, FunctionRecord now) {
    List<String> names = new ArrayList<>();
    for (Field field : FIELDS) {
      if (!Objects.equals(field.of().apply(old), field.of().apply(now))) {
        names.add(field.name());
      }
    }
    return names;
  }
}
