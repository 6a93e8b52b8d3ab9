package dev.sluice.app.cli.manifest;

import dev.sluice.app.cli.manifest.Change.Action;
import dev.sluice.app.cli.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What sources and sinks have in common: how one differs from what there is. */
final class DefinitionPlanner {
  private DefinitionPlanner() {}

  /**
   * One that is there.
   *
   * @param paused of a source
   * @param manifest that it came from, or null
   */
  record There(
      String kind,
      String description,
      Map<String, Object> options,
      boolean paused,
      @Nullable String manifest) {}

  /**
   * What happens to one.
   *
   * @param there null for none
   * @param manifest that is applied
   */
  static Change change(
      DefinitionEntry entry, @Nullable There there, String manifest, Problems problems) {
    if (there == null) {
      return Change.of(Action.create, entry.thing(), entry.name(), entry.kind());
    }
    List<Difference> differences = new ArrayList<>();
    if (!there.kind().equals(entry.kind())) {
      problems.add(
          entry.place(),
          "the %s '%s' is of the kind %s, and cannot become one of %s; delete it, or take another"
                  .formatted(entry.thing(), entry.name(), there.kind(), entry.kind())
              + " name");
    }
    add("description", there.description(), entry.description(), differences);
    TreeSet<String> names = new TreeSet<>(there.options().keySet());
    names.addAll(entry.options().keySet());
    Map<String, Object> before = new TreeMap<>(there.options());
    for (String name : names) {
      add(
          "options." + name,
          plain(before.get(name)),
          plain(entry.options().get(name)),
          differences);
    }
    add("paused", there.paused(), entry.paused(), differences);
    add("manifest", there.manifest(), manifest, differences);
    return Change.of(entry.thing(), entry.name(), differences);
  }

  private static @Nullable Object plain(@Nullable Object option) {
    return option == null ? null : DefinitionReader.plain(option);
  }

  static void add(
      String field, @Nullable Object from, @Nullable Object to, List<Difference> differences) {
    if (!Objects.equals(from, to)) {
      differences.add(new Difference(field, from, to));
    }
  }
}
