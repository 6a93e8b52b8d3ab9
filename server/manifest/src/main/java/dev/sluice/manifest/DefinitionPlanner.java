package dev.sluice.manifest;

import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.Change.Action;
import dev.sluice.manifest.yaml.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Plans sources, or sinks. */
abstract class DefinitionPlanner {
  private final String thing;
  private final Map<String, There> there = new HashMap<>();
  private final String manifest;
  private final Problems problems;

  /**
   * Compares with these.
   *
   * @param thing what it plans
   * @param there all of the namespace
   * @param manifest that is applied
   */
  DefinitionPlanner(String thing, List<There> there, String manifest, Problems problems) {
    this.thing = thing;
    there.forEach(each -> this.there.put(each.name(), each));
    this.manifest = manifest;
    this.problems = problems;
  }

  /**
   * One that is there.
   *
   * @param paused of a source
   * @param manifest that it came from, or null
   */
  record There(
      String name,
      String kind,
      String description,
      Map<String, Object> options,
      boolean paused,
      long revision,
      @Nullable String manifest) {}

  /** Has one be as its entry says: a new one, or the next revision of this one. */
  abstract void bring(
      SluiceClient client, DefinitionEntry entry, String from, @Nullable Long revision)
      throws IOException;

  abstract void delete(SluiceClient client, String name) throws IOException;

  List<Step> plan(List<DefinitionEntry> entries) {
    List<Step> steps = new ArrayList<>();
    for (DefinitionEntry entry : entries) {
      There before = there.remove(entry.name());
      Long revision = before == null ? null : (Long) before.revision();
      Change change =
          before == null
              ? Change.of(Action.create, thing, entry.name(), entry.kind())
              : Change.of(thing, entry.name(), differences(entry, before));
      steps.add(ClientStep.of(change, client -> bring(client, entry, manifest, revision)));
    }
    return steps;
  }

  private List<Difference> differences(DefinitionEntry entry, There is) {
    List<Difference> differences = new ArrayList<>();
    if (!is.kind().equals(entry.kind())) {
      problems.add(
          entry.place(),
          "the %s '%s' is of the kind %s, and cannot become one of %s; delete it, or take another"
                  .formatted(thing, entry.name(), is.kind(), entry.kind())
              + " name");
    }
    Difference.add("description", is.description(), entry.description(), differences);
    TreeSet<String> names = new TreeSet<>(is.options().keySet());
    names.addAll(entry.options().keySet());
    Map<String, Object> before = new TreeMap<>(is.options());
    for (String name : names) {
      Difference.add(
          "options." + name,
          plain(before.get(name)),
          plain(entry.options().get(name)),
          differences);
    }
    Difference.add("paused", is.paused(), entry.paused(), differences);
    Difference.add("manifest", is.manifest(), manifest, differences);
    return differences;
  }

  private static @Nullable Object plain(@Nullable Object option) {
    return option == null ? null : DefinitionReader.plain(option);
  }

  /** Those that came from this manifest and are in it no more; call it after {@link #plan}. */
  List<Step> gone() {
    List<Step> steps = new ArrayList<>();
    for (There is : there.values()) {
      if (manifest.equals(is.manifest())) {
        steps.add(
            ClientStep.of(Change.gone(thing, is.name()), client -> delete(client, is.name())));
      }
    }
    return steps;
  }
}
