package dev.sluice.studio.core.traffic;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.RecentEventInfo;
import dev.sluice.api.RolloutInfo;
import dev.sluice.api.SourceInfo;
import dev.sluice.api.VersionInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.connection.Allowed;
import dev.sluice.studio.core.connection.ServerCall;
import dev.sluice.studio.core.wiring.SourceCounts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the server about the traffic of a function. Immutable.
 *
 * @param chosen the key of the split that is shown; null for the first
 * @param compare until when to compare two versions; null for not at all
 */
record TrafficQuestion(String function, @Nullable String chosen, @Nullable Instant compare)
    implements ServerCall<TrafficQuestion.Answer> {
  private static final Duration COMPARED = Duration.ofHours(1);
  private static final int VERSIONS = 50;
  private static final int ROLLOUTS = 20;

  /**
   * What the question brings.
   *
   * @param rollout the newest of the alias that is shown; null for none
   * @param sources of events; none unless an association is shown
   * @param last the newest event of all, and of each source that has no definition
   * @param sides null where they were not asked for
   */
  record Answer(
      List<Split> splits,
      List<Integer> versions,
      @Nullable RolloutInfo rollout,
      List<SourceInfo> sources,
      List<RecentEventInfo> last,
      @Nullable SideBySide sides) {}

  @Override
  public Answer run(SluiceClient client) throws IOException {
    List<Split> splits = new ArrayList<>();
    for (AliasInfo alias : client.versions().aliases(function)) {
      splits.add(new AliasSplit(alias));
    }
    splits.addAll(
        AssociationSplit.of(Allowed.orNone(() -> client.events().associations()), function));
    Split split = find(splits, chosen);
    RolloutInfo rollout = split instanceof AliasSplit ? rollout(client, split.name()) : null;
    List<SourceInfo> sources = List.of();
    List<RecentEventInfo> last = List.of();
    if (split instanceof AssociationSplit association) {
      sources = Allowed.orNone(() -> client.sources().list());
      List<String> undefined = new ArrayList<>(association.info().sources());
      undefined.removeAll(sources.stream().map(SourceInfo::name).toList());
      last = Allowed.orNone(() -> SourceCounts.ask(client, undefined));
    }
    return new Answer(
        splits,
        client.versions().list(function, VERSIONS, null).items().stream()
            .map(VersionInfo::version)
            .toList(),
        rollout,
        sources,
        last,
        compare == null ? null : sides(client, split, rollout, compare));
  }

  /** The split of this key, or else the first; null where there is none. */
  static @Nullable Split find(List<Split> splits, @Nullable String key) {
    return splits.stream()
        .filter(split -> split.key().equals(key))
        .findFirst()
        .orElse(splits.isEmpty() ? null : splits.get(0));
  }

  private @Nullable RolloutInfo rollout(SluiceClient client, String alias) throws IOException {
    for (RolloutInfo info : client.rollouts().list(function, ROLLOUTS, null).items()) {
      if (info.alias().equals(alias)) {
        return client.rollouts().get(function, info.id());
      }
    }
    return null;
  }

  private SideBySide sides(
      SluiceClient client, @Nullable Split split, @Nullable RolloutInfo rollout, Instant now)
      throws IOException {
    SideBySide.Wanted two =
        rollout != null
            ? new SideBySide.Wanted(
                function,
                rollout.stable(),
                rollout.canary(),
                rollout.createdAt(),
                rollout.endedAt())
            : split == null ? null : greatest(split, now);
    return two == null ? SideBySide.NOTHING : two.ask(client);
  }

  /** Those versions that get most; null where one gets all. */
  private SideBySide.@Nullable Wanted greatest(Split split, Instant now) {
    List<Integer> most =
        split.weights().entrySet().stream()
            .filter(share -> share.getValue() > 0)
            .sorted(
                Map.Entry.<String, Double>comparingByValue()
                    .reversed()
                    .thenComparing(share -> Integer.valueOf(share.getKey())))
            .map(share -> Integer.valueOf(share.getKey()))
            .toList();
    return most.size() < 2
        ? null
        : new SideBySide.Wanted(function, most.get(0), most.get(1), now.minus(COMPARED), null);
  }
}
