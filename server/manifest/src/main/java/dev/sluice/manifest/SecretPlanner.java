package dev.sluice.manifest;

import dev.sluice.api.SecretInfo;
import dev.sluice.api.ValueSource;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.Change.Action;
import dev.sluice.manifest.yaml.Place;
import dev.sluice.manifest.yaml.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Plans secrets: those that are missing are made where a variable has the value, and are problems
 * otherwise. A secret that is there keeps its value, which nobody can read and compare.
 */
final class SecretPlanner {
  private final SluiceClient client;
  private final Map<String, String> environment;
  private final Problems problems;

  SecretPlanner(SluiceClient client, Map<String, String> environment, Problems problems) {
    this.client = client;
    this.environment = environment;
    this.problems = problems;
  }

  List<Step> plan(Manifest manifest) throws IOException {
    List<Step> steps = new ArrayList<>();
    List<DefinitionEntry> definitions =
        Stream.concat(manifest.sinks().stream(), manifest.sources().stream()).toList();
    if (manifest.secrets().isEmpty()
        && manifest.functions().stream().noneMatch(this::hasSecret)
        && definitions.stream()
            .allMatch(each -> DefinitionReader.secrets(each.options()).isEmpty())) {
      return steps;
    }
    Set<String> there = new HashSet<>();
    for (SecretInfo secret : client.namespaces().secrets()) {
      there.add(secret.name());
    }
    for (SecretEntry entry : manifest.secrets()) {
      if (there.add(entry.name())) {
        plan(entry, steps);
      } else {
        steps.add(new Step.Nothing(Change.of(Action.unchanged, "secret", entry.name(), "")));
      }
    }
    for (FunctionEntry function : manifest.functions()) {
      for (ValueSource source : sources(function)) {
        String name = source.secret();
        if (name != null && there.add(name)) {
          missing(function.place(), "function '" + function.name(), name);
        }
      }
      for (String name : BindingEntry.secrets(function.definition().bindings())) {
        if (there.add(name)) {
          missing(function.place(), "function '" + function.name(), name);
        }
      }
    }
    for (DefinitionEntry definition : definitions) {
      for (String name : DefinitionReader.secrets(definition.options())) {
        if (there.add(name)) {
          missing(definition.place(), definition.thing() + " '" + definition.name(), name);
        }
      }
    }
    return steps;
  }

  private void missing(Place place, String user, String secret) {
    problems.add(
        place,
        "the "
            + user
            + "' uses the secret '"
            + secret
            + "', which does not exist; "
            + hint(secret));
  }

  private void plan(SecretEntry entry, List<Step> steps) {
    String variable = entry.variable();
    String value = variable == null ? null : environment.get(variable);
    if (value != null && !value.isEmpty()) {
      Change change =
          Change.of(Action.create, "secret", entry.name(), "its value is in $" + variable);
      steps.add(new SecretStep(change, value));
    } else if (variable != null) {
      problems.add(
          entry.place(),
          "the secret '"
              + entry.name()
              + "' does not exist, and the variable "
              + variable
              + ", which should have its value, is not set");
    } else {
      problems.add(
          entry.place(), "the secret '" + entry.name() + "' does not exist; " + hint(entry.name()));
    }
  }

  private static String hint(String name) {
    return "set it with: sluice secret set " + name;
  }

  private boolean hasSecret(FunctionEntry function) {
    return sources(function).stream().anyMatch(source -> source.secret() != null)
        || !BindingEntry.secrets(function.definition().bindings()).isEmpty();
  }

  private static List<ValueSource> sources(FunctionEntry function) {
    Map<String, ValueSource> sources = function.definition().environmentFrom();
    return sources == null ? List.of() : List.copyOf(sources.values());
  }
}
