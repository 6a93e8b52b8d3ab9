package dev.sluice.studio.core.traffic;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.wiring.Specs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An association shares out its events by the weights of one of its targets. Immutable.
 *
 * @param target the one that leads to the function
 * @param weights its weights
 */
record AssociationSplit(AssociationInfo info, Target target, Map<String, Double> weights)
    implements Split {
  private static final String TRIGGER = "association:";

  /** Those of the associations that share out the calls of a function by weights of their own. */
  static List<Split> of(List<AssociationInfo> infos, String function) {
    List<Split> splits = new ArrayList<>();
    for (AssociationInfo info : infos) {
      for (Target target : info.targets()) {
        Map<String, Double> weights = weights(target);
        if (function.equals(target.function()) && !weights.isEmpty()) {
          splits.add(new AssociationSplit(info, target, weights));
        }
      }
    }
    return splits;
  }

  private static Map<String, Double> weights(Target target) {
    Map<String, Double> weights = target.weights();
    return weights == null ? Map.of() : weights;
  }

  /** The association whose events an invocation is for, by its trigger; null for none. */
  static @Nullable String of(String trigger) {
    return trigger.startsWith(TRIGGER) ? trigger.substring(TRIGGER.length()) : null;
  }

  @Override
  public String key() {
    return TRIGGER + info.name();
  }

  @Override
  public String name() {
    return info.name();
  }

  @Override
  public String label() {
    return "Association " + info.name();
  }

  @Override
  public String stopped() {
    return switch (info.state()) {
      case "paused" -> "The association is paused: its events wait.";
      case "disabled" -> "The association is disabled: events pass it by.";
      default -> "";
    };
  }

  /** What an association sends has a version for its qualifier: the trigger tells whose it is. */
  @Override
  public boolean carries(String qualifier, String trigger) {
    return info.name().equals(of(trigger));
  }

  @Override
  public boolean saysTheSameAs(Split other) {
    return other instanceof AssociationSplit association
        && Specs.of(association.info).equals(Specs.of(info));
  }

  @Override
  public Split shift(SluiceClient client, Map<String, Double> shares) throws IOException {
    Target other = new Target(target.function(), null, shares, target.input());
    List<Target> targets =
        info.targets().stream().map(one -> one.equals(target) ? other : one).toList();
    AssociationInfo now =
        client
            .events()
            .replace(info.name(), Specs.withTargets(Specs.of(info), targets), info.revision());
    return of(List.of(now), String.valueOf(target.function())).get(0);
  }
}
