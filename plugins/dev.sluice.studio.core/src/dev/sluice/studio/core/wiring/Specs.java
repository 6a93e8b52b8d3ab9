package dev.sluice.studio.core.wiring;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Definitions of associations, made of others by one change. */
public final class Specs {
  private Specs() {}

  /** What an association says now. */
  public static AssociationSpec of(AssociationInfo info) {
    return new AssociationSpec(
        info.name(),
        info.sources(),
        info.filter(),
        info.targets(),
        info.orderBy(),
        info.pauseAfter(),
        info.batch(),
        info.ordered(),
        info.combine(),
        info.description(),
        info.manifest());
  }

  /** One between a source and a function that says nothing else. */
  static AssociationSpec fresh(String name, @Nullable String source, String function) {
    return new AssociationSpec(
        name,
        source == null ? List.of() : List.of(source),
        null,
        List.of(new Target(function, null, null)),
        null,
        null,
        null,
        null);
  }

  /** With another name. */
  static AssociationSpec named(AssociationSpec spec, String name) {
    return with(spec, name, spec.sources(), spec.targets());
  }

  static AssociationSpec withSources(AssociationSpec spec, List<String> sources) {
    return with(spec, spec.name(), sources, spec.targets());
  }

  /** With other targets. */
  public static AssociationSpec withTargets(AssociationSpec spec, List<Target> targets) {
    return with(spec, spec.name(), spec.sources(), targets);
  }

  private static AssociationSpec with(
      AssociationSpec spec,
      String name,
      @Nullable List<String> sources,
      @Nullable List<Target> targets) {
    return new AssociationSpec(
        name,
        sources,
        spec.filter(),
        targets,
        spec.orderBy(),
        spec.pauseAfter(),
        spec.batch(),
        spec.ordered(),
        spec.combine(),
        spec.description(),
        spec.manifest());
  }

  /** With one more source, or from all where none is given. */
  static AssociationSpec from(AssociationSpec spec, @Nullable String source) {
    List<String> sources = new ArrayList<>(source == null ? List.of() : orNone(spec.sources()));
    if (source != null && !sources.contains(source)) {
      sources.add(source);
    }
    return withSources(spec, sources);
  }

  /** With one more target. */
  static AssociationSpec to(AssociationSpec spec, String function) {
    List<Target> targets = new ArrayList<>(orNone(spec.targets()));
    if (targets.stream().noneMatch(target -> function.equals(target.function()))) {
      targets.add(new Target(function, null, null));
    }
    return withTargets(spec, targets);
  }

  static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
