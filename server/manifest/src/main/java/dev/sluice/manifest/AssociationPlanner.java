package dev.sluice.manifest;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.Change.Action;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Plans associations. */
final class AssociationPlanner {
  private static final Map<String, String> VERBS = Map.of("paused", "pause", "disabled", "disable");

  private final Map<String, AssociationInfo> there = new HashMap<>();
  private final String manifest;

  AssociationPlanner(SluiceClient client, String manifest) throws IOException {
    this.manifest = manifest;
    client.events().associations().forEach(each -> there.put(each.name(), each));
  }

  List<Step> plan(List<AssociationEntry> entries) {
    List<Step> steps = new ArrayList<>();
    for (AssociationEntry entry : entries) {
      AssociationInfo before = there.remove(entry.name());
      Change change =
          before == null
              ? Change.of(Action.create, "association", entry.name(), "")
              : Change.of("association", entry.name(), differences(entry, before));
      steps.add(ClientStep.of(change, client -> bring(client, entry, before)));
    }
    return steps;
  }

  private List<Difference> differences(AssociationEntry entry, AssociationInfo is) {
    AssociationSpec spec = entry.spec();
    List<Difference> differences = new ArrayList<>();
    String description = Objects.requireNonNullElse(spec.description(), "");
    Difference.add("description", is.description(), description, differences);
    Difference.add("sources", is.sources(), spec.sources(), differences);
    Difference.add("filter", is.filter(), spec.filter(), differences);
    Difference.add("targets", is.targets(), spec.targets(), differences);
    Difference.add("orderBy", is.orderBy(), spec.orderBy(), differences);
    Difference.add("pauseAfter", is.pauseAfter(), spec.pauseAfter(), differences);
    Difference.add("batch", is.batch(), spec.batch(), differences);
    Difference.add("ordered", is.ordered(), spec.ordered(), differences);
    Difference.add("combine", is.combine(), spec.combine(), differences);
    Difference.add("manifest", is.manifest(), manifest, differences);
    if (entry.state() != null) {
      Difference.add("state", is.state(), entry.state(), differences);
    }
    return differences;
  }

  private static void bring(
      SluiceClient client, AssociationEntry entry, @Nullable AssociationInfo before)
      throws IOException {
    AssociationInfo after =
        before == null
            ? client.events().create(entry.spec())
            : client.events().replace(entry.name(), entry.spec(), before.revision());
    String state = entry.state();
    if (state != null && !state.equals(after.state())) {
      String back = after.state().equals("paused") ? "resume" : "enable";
      Object unused =
          client.events().set(entry.name(), Objects.requireNonNullElse(VERBS.get(state), back));
    }
  }

  /** Those that came from this manifest and are in it no more; call it after {@link #plan}. */
  List<Step> gone() {
    List<Step> steps = new ArrayList<>();
    for (AssociationInfo is : there.values()) {
      if (manifest.equals(is.manifest())) {
        steps.add(
            ClientStep.of(
                Change.gone("association", is.name()),
                client -> client.events().delete(is.name())));
      }
    }
    return steps;
  }
}
