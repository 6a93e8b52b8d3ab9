package dev.sluice.store.function;

import static dev.sluice.store.TestData.changed;
import static dev.sluice.store.TestData.definition;
import static dev.sluice.store.TestData.fresh;
import static dev.sluice.store.TestData.function;
import static dev.sluice.store.TestData.published;
import static dev.sluice.store.TestData.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.function.AsyncPolicy;
import dev.sluice.core.function.Definition;
import dev.sluice.core.function.FunctionQuery;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.FunctionStore;
import dev.sluice.core.function.Scaling;
import dev.sluice.core.function.VersionRecord;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import dev.sluice.store.DatabaseContract;
import dev.sluice.store.TestData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of functions must do: functions and versions. */
abstract class FunctionStoreContract extends DatabaseContract {
  @SuppressWarnings("NullAway.Init") // opened before all
  FunctionStore store;

  @Override
  protected void useStores() {
    store = database.functions();
  }

  FunctionRecord inserted(String name) {
    return inserted(name, Map.of());
  }

  FunctionRecord inserted(String name, Map<String, String> labels) {
    FunctionRecord function = function(namespace, name, labels);
    assertThat(store.insert(function)).isTrue();
    return function;
  }

  /** Publishes so many times. */
  FunctionRecord insertedWithVersions(String name, int versions) {
    FunctionRecord function = inserted(name);
    for (int i = 0; i < versions; i++) {
      FunctionRecord next = published(function);
      assertThat(store.publish(next, version(next))).isTrue();
      function = next;
    }
    return function;
  }

  private List<String> names(
      Map<String, String> labels, @Nullable String text, @Nullable String after, int limit) {
    return store.list(new FunctionQuery(namespace, labels, text, after, limit)).stream()
        .map(FunctionRecord::name)
        .toList();
  }

  @Test
  void shouldFindWhatWasInserted() {
    FunctionRecord function = inserted("f", Map.of("team", "größe", "a b", ""));

    assertThat(store.find(namespace, "f")).contains(function);
    assertThat(store.find(namespace, "g")).isEmpty();
    assertThat(store.find(fresh("other"), "f")).isEmpty();
  }

  @Test
  void shouldRefuseSecondFunctionWithSameName() {
    FunctionRecord first = inserted("f");

    assertThat(store.insert(function(namespace, "f", Map.of("second", "yes")))).isFalse();

    assertThat(store.find(namespace, "f")).contains(first);
    assertThat(names(Map.of("second", "yes"), null, null, 10)).isEmpty();
  }

  @Test
  void shouldKeepNamespacesAndCaseApart() {
    FunctionRecord lower = inserted("f");
    FunctionRecord upper = inserted("F");
    FunctionRecord other = function(fresh("ns"), "f", Map.of());

    assertThat(store.insert(other)).isTrue();

    assertThat(store.find(namespace, "f")).contains(lower);
    assertThat(store.find(namespace, "F")).contains(upper);
    assertThat(store.find(other.namespace(), "f")).contains(other);
    assertThat(names(Map.of(), null, null, 10)).containsExactly("F", "f");
  }

  @Test
  void shouldListInOrderOfNamesPageByPage() {
    for (String name : List.of("b", "a", "B", "a-1", "a_1", "a1", "ab", "Z")) {
      inserted(name);
    }

    List<String> all = new ArrayList<>();
    List<String> page = names(Map.of(), null, null, 3);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = names(Map.of(), null, page.get(page.size() - 1), 3);
    }

    assertThat(all).containsExactly("B", "Z", "a", "a-1", "a1", "a_1", "ab", "b");
  }

  @Test
  void shouldListByPartOfTheNameIgnoringCase() {
    inserted("MakeThumbs");
    inserted("thumb_all");
    inserted("thumbXall");
    inserted("other");

    assertThat(names(Map.of(), "THUMB", null, 10))
        .containsExactly("MakeThumbs", "thumbXall", "thumb_all");
    assertThat(names(Map.of(), "b_a", null, 10)).containsExactly("thumb_all");
    assertThat(names(Map.of(), "%", null, 10)).isEmpty();
    assertThat(names(Map.of(), "!", null, 10)).isEmpty();
    assertThat(names(Map.of(), "", null, 10)).hasSize(4);
  }

  @Test
  void shouldListByAllLabels() {
    inserted("a", Map.of("team", "red", "stage", "test"));
    inserted("b", Map.of("team", "red"));
    inserted("c", Map.of("team", "blue", "stage", "test"));

    assertThat(names(Map.of("team", "red"), null, null, 10)).containsExactly("a", "b");
    assertThat(names(Map.of("team", "red", "stage", "test"), null, null, 10)).containsExactly("a");
    assertThat(names(Map.of("team", "Red"), null, null, 10)).isEmpty();
    assertThat(names(Map.of("red", "team"), null, null, 10)).isEmpty();
    assertThat(names(Map.of("team", "red"), "B", "a", 1)).containsExactly("b");
  }

  @Test
  void shouldReplaceAFunctionAndItsLabels() {
    FunctionRecord old = inserted("f", Map.of("team", "red", "old", "yes"));
    FunctionRecord next = changed(old, definition("b"), Map.of("team", "blue"), 0);

    assertThat(store.update(next)).isTrue();

    assertThat(store.find(namespace, "f")).contains(next);
    assertThat(names(Map.of("team", "blue"), null, null, 10)).containsExactly("f");
    assertThat(names(Map.of("team", "red"), null, null, 10)).isEmpty();
    assertThat(names(Map.of("old", "yes"), null, null, 10)).isEmpty();
  }

  @Test
  void shouldKeepTheLimitsOfEachVersionApart() {
    FunctionRecord limited = insertedWithVersions("f", 1);
    FunctionRecord usual = changed(limited, usual(limited.definition()), Map.of(), 2);

    assertThat(store.publish(usual, version(usual))).isTrue();

    assertThat(store.find(namespace, "f")).contains(usual);
    assertThat(store.findVersion(usual.id(), 1).map(VersionRecord::definition))
        .contains(limited.definition());
    assertThat(store.findVersion(usual.id(), 2).map(VersionRecord::definition))
        .contains(usual.definition());
  }

  private static Definition usual(Definition of) {
    return new Definition(
        of.runtime(),
        of.handler(),
        of.code(),
        of.memoryMiB(),
        1,
        Network.NONE,
        of.timeout(),
        Scaling.USUAL,
        of.environment(),
        of.environmentFrom(),
        AsyncPolicy.USUAL);
  }

  @Test
  void shouldFindFunctionsThatKeepInstancesInLatestOrInAVersionWithWeight() {
    FunctionRecord latest = inserted("latest");
    FunctionRecord weighted = withoutKept(insertedWithVersions("weighted", 2));
    FunctionRecord published = withoutKept(insertedWithVersions("published", 1));
    store.saveAlias(TestData.alias(weighted.id(), "live", Map.of(1, 0.5, 2, 0.5), 1));

    assertThat(store.listKeepingInstances())
        .contains(latest, weighted)
        .doesNotContain(published)
        .doesNotHaveDuplicates();
  }

  /** The function, after a change that keeps no instances of latest. */
  private FunctionRecord withoutKept(FunctionRecord function) {
    FunctionRecord next =
        changed(function, usual(function.definition()), Map.of(), function.lastVersion());
    assertThat(store.update(next)).isTrue();
    return next;
  }

  @Test
  void shouldRefuseUpdateOfAnotherRevision() {
    FunctionRecord first = inserted("f");
    FunctionRecord second = changed(first, definition("b"), Map.of(), 0);
    assertThat(store.update(second)).isTrue();

    assertThat(store.update(changed(first, definition("c"), Map.of("x", "y"), 0))).isFalse();
    FunctionRecord third = changed(second, definition("c"), Map.of(), 0);
    assertThat(store.update(changed(third, definition("c"), Map.of(), 0))).isFalse();

    assertThat(store.find(namespace, "f")).contains(second);
  }

  @Test
  void shouldRefuseUpdateAndPublishOfAFunctionThatIsGone() {
    FunctionRecord function = inserted("f");
    assertThat(store.delete(function.id(), 1)).isTrue();
    FunctionRecord next = published(function);

    assertThat(store.update(next)).isFalse();
    assertThat(store.publish(next, version(next))).isFalse();
    assertThat(store.delete(function.id(), 1)).isFalse();
    assertThat(store.find(namespace, "f")).isEmpty();
    assertThat(store.findVersion(function.id(), 1)).isEmpty();
  }

  @Test
  void shouldDeleteAFunctionWithItsVersionsAndAliases() {
    FunctionRecord function = insertedWithVersions("f", 2);
    FunctionRecord neighbour = insertedWithVersions("g", 1);
    store.saveAlias(TestData.alias(function.id(), "live", Map.of(1, 0.5, 2, 0.5), 1));

    assertThat(store.delete(function.id(), function.revision() - 1)).isFalse();
    assertThat(store.listVersions(function.id(), null, 10)).hasSize(2);
    assertThat(store.delete(function.id(), function.revision())).isTrue();

    assertThat(store.find(namespace, "f")).isEmpty();
    assertThat(store.listVersions(function.id(), null, 10)).isEmpty();
    assertThat(store.listAliases(function.id())).isEmpty();
    assertThat(store.findVersion(neighbour.id(), 1)).isPresent();
    inserted("f");
  }

  @Test
  void shouldPublishVersionsThatKeepTheirDefinition() {
    FunctionRecord function = insertedWithVersions("f", 1);
    VersionRecord first = version(function);
    FunctionRecord next = changed(function, definition("c"), Map.of(), 1);
    assertThat(store.update(next)).isTrue();

    assertThat(store.findVersion(function.id(), 1)).contains(first);
    assertThat(store.find(namespace, "f")).contains(next);
    assertThat(store.findVersion(function.id(), 2)).isEmpty();
  }

  @Test
  void shouldRefusePublishOfAnotherRevision() {
    FunctionRecord first = inserted("f");
    FunctionRecord second = published(first);
    assertThat(store.publish(second, version(second))).isTrue();

    FunctionRecord stale = published(first);
    assertThat(store.publish(stale, version(stale))).isFalse();
    FunctionRecord ahead = published(published(second));
    assertThat(store.publish(ahead, version(ahead))).isFalse();

    assertThat(store.find(namespace, "f")).contains(second);
    assertThat(store.listVersions(first.id(), null, 10)).containsExactly(version(second));
  }

  @Test
  void shouldListVersionsNewestFirst() {
    FunctionRecord function = insertedWithVersions("f", 12);

    assertThat(numbers(function, null, 5)).containsExactly(12, 11, 10, 9, 8);
    assertThat(numbers(function, 8, 5)).containsExactly(7, 6, 5, 4, 3);
    assertThat(numbers(function, 1, 5)).isEmpty();
  }

  private List<Integer> numbers(FunctionRecord function, @Nullable Integer before, int limit) {
    return store.listVersions(function.id(), before, limit).stream()
        .map(VersionRecord::version)
        .toList();
  }

  @Test
  void shouldKnowTheDigestsInUse() {
    String latest = "1";
    String published = "2";
    FunctionRecord function = inserted("f");
    function = changed(function, definition(published), Map.of(), 1);
    assertThat(store.publish(function, version(function))).isTrue();
    function = changed(function, definition(latest), Map.of(), 1);
    assertThat(store.update(function)).isTrue();

    assertThat(store.digestsInUse())
        .contains("sha256:" + latest.repeat(64), "sha256:" + published.repeat(64));

    assertThat(store.delete(function.id(), function.revision())).isTrue();
    assertThat(store.digestsInUse())
        .doesNotContain("sha256:" + latest.repeat(64), "sha256:" + published.repeat(64));
  }

  @Test
  void shouldStoreTextThatDatabasesRefuse() {
    FunctionRecord plain = inserted("f");
    FunctionRecord odd =
        new FunctionRecord(
            plain.id(),
            namespace,
            "f",
            "nul \0 half \ud83d pair 😀",
            plain.definition(),
            Map.of(),
            true,
            0,
            plain.createdAt(),
            plain.modifiedAt(),
            2);

    assertThat(store.update(odd)).isTrue();

    assertThat(store.find(namespace, "f").map(FunctionRecord::description))
        .contains("nul \uFFFD half \uFFFD pair 😀");
  }
}
