package dev.sluice.manifest;

import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.VersionInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.Change.Action;
import dev.sluice.manifest.code.CodeUpload;
import dev.sluice.manifest.yaml.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Plans the publishing of a version, and then the aliases. Not thread-safe. */
final class VersionPlanner {
  private final SluiceClient client;
  private final CodeComparison comparison;
  private final AliasPlanner aliases;

  VersionPlanner(SluiceClient client, CodeComparison comparison, Problems problems) {
    this.client = client;
    this.comparison = comparison;
    this.aliases = new AliasPlanner(client, problems);
  }

  /**
   * Its steps.
   *
   * @param definition what latest will be
   * @param code what latest will have
   * @param before the function now, or null
   */
  List<Step> plan(
      FunctionEntry entry, FunctionSpec definition, CodeUpload code, @Nullable FunctionInfo before)
      throws IOException {
    List<Step> steps = new ArrayList<>();
    Integer published = before == null ? null : before.publishedVersion();
    VersionInfo newest = published == null ? null : newest(entry.name());
    Integer newestNumber = newest == null ? null : (Integer) newest.version();
    String publish = entry.publish();
    Integer next = null;
    if (publish != null) {
      if (newest != null
          && isOfLatestRevision(code, before, newest)
          && isSame(entry.name(), definition, code, newest)) {
        Change same = Change.of(Action.unchanged, "version", String.valueOf(newest.version()), "");
        steps.add(new Step.Nothing(same.in(entry.name())));
      } else {
        next = published == null ? 1 : published + 1;
        Change change = Change.of(Action.create, "version", next.toString(), publish);
        steps.add(
            new PublishStep(
                change.in(entry.name()),
                entry.name(),
                publish,
                before == null ? null : (Long) before.revision()));
      }
    }
    steps.addAll(aliases.plan(entry, before != null, newestNumber, next));
    return steps;
  }

  private @Nullable VersionInfo newest(String function) throws IOException {
    List<VersionInfo> page = client.versions().list(function, 1, null).items();
    return page.isEmpty() ? null : page.get(0);
  }

  /** Latest may have gone on from where both are fetched. */
  private static boolean isOfLatestRevision(
      CodeUpload code, @Nullable FunctionInfo before, VersionInfo version) {
    return code.remote() == null
        || before == null
        || Objects.equals(before.code().revision(), version.code().revision());
  }

  private boolean isSame(
      String function, FunctionSpec definition, CodeUpload code, VersionInfo version)
      throws IOException {
    return Fields.definition(definition).equals(Fields.definition(version))
        && comparison.same(code, version.code(), function, Integer.toString(version.version()));
  }
}
