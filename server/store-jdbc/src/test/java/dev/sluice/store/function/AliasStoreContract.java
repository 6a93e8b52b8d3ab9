package dev.sluice.store.function;

import static dev.sluice.store.TestData.alias;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.function.AliasRecord;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.FunctionStore.DeleteAlias;
import dev.sluice.core.function.FunctionStore.DeleteVersion;
import dev.sluice.core.function.FunctionStore.SaveAlias;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every store of functions must do: aliases, and versions under them. */
abstract class AliasStoreContract extends FunctionStoreContract {

  @Test
  void shouldFindWhatWasSaved() {
    FunctionRecord function = insertedWithVersions("f", 3);
    AliasRecord live = alias(function.id(), "live", Map.of(1, 0.1, 2, 0.2, 3, 0.7), 1);
    AliasRecord canary = alias(function.id(), "Canary", Map.of(3, 1.0), 1);

    assertThat(store.saveAlias(live)).isEqualTo(SaveAlias.SAVED);
    assertThat(store.saveAlias(canary)).isEqualTo(SaveAlias.SAVED);

    assertThat(store.findAlias(function.id(), "live")).contains(live);
    assertThat(store.findAlias(function.id(), "Live")).isEmpty();
    assertThat(store.listAliases(function.id())).containsExactly(canary, live);
  }

  @Test
  void shouldKeepAnyNumberOfWeightsExactly() {
    FunctionRecord function = insertedWithVersions("f", 30);
    TreeMap<Integer, Double> weights = new TreeMap<>();
    for (int i = 1; i <= 30; i++) {
      weights.put(i, 1.0 / 30 + (i == 1 ? 1e-17 : 0));
    }

    assertThat(store.saveAlias(alias(function.id(), "live", weights, 1)))
        .isEqualTo(SaveAlias.SAVED);

    assertThat(store.findAlias(function.id(), "live").map(AliasRecord::weights)).contains(weights);
  }

  @Test
  void shouldReplaceAnAliasOfTheRevisionBefore() {
    FunctionRecord function = insertedWithVersions("f", 2);
    store.saveAlias(alias(function.id(), "live", Map.of(1, 1.0), 1));
    AliasRecord next = alias(function.id(), "live", Map.of(1, 0.9, 2, 0.1), 2);

    assertThat(store.saveAlias(next)).isEqualTo(SaveAlias.SAVED);

    assertThat(store.findAlias(function.id(), "live")).contains(next);
  }

  @Test
  void shouldRefuseAnAliasOfAnotherRevision() {
    FunctionRecord function = insertedWithVersions("f", 2);
    AliasRecord live = alias(function.id(), "live", Map.of(1, 1.0), 1);
    store.saveAlias(live);

    assertThat(store.saveAlias(alias(function.id(), "live", Map.of(2, 1.0), 1)))
        .isEqualTo(SaveAlias.STALE);
    assertThat(store.saveAlias(alias(function.id(), "live", Map.of(2, 1.0), 3)))
        .isEqualTo(SaveAlias.STALE);
    assertThat(store.saveAlias(alias(function.id(), "gone", Map.of(2, 1.0), 2)))
        .isEqualTo(SaveAlias.STALE);
    assertThat(store.saveAlias(alias("nobody", "live", Map.of(1, 1.0), 1)))
        .isEqualTo(SaveAlias.STALE);

    assertThat(store.listAliases(function.id())).containsExactly(live);
  }

  @Test
  void shouldRefuseWeightsOnMissingVersions() {
    FunctionRecord function = insertedWithVersions("f", 2);
    FunctionRecord other = insertedWithVersions("g", 3);
    AliasRecord live = alias(function.id(), "live", Map.of(1, 1.0), 1);
    store.saveAlias(live);

    assertThat(store.saveAlias(alias(function.id(), "live", Map.of(1, 0.5, 3, 0.5), 2)))
        .isEqualTo(SaveAlias.MISSING_VERSION);
    assertThat(store.saveAlias(alias(function.id(), "new", Map.of(3, 1.0), 1)))
        .isEqualTo(SaveAlias.MISSING_VERSION);

    assertThat(store.listAliases(function.id())).containsExactly(live);
    assertThat(store.saveAlias(alias(other.id(), "live", Map.of(3, 1.0), 1)))
        .isEqualTo(SaveAlias.SAVED);
  }

  @Test
  void shouldDeleteOnlyVersionsThatNoAliasUses() {
    FunctionRecord function = insertedWithVersions("f", 3);
    store.saveAlias(alias(function.id(), "live", Map.of(1, 0.5, 2, 0.5), 1));

    assertThat(store.deleteVersion(function.id(), 3)).isEqualTo(DeleteVersion.DELETED);
    assertThat(store.deleteVersion(function.id(), 3)).isEqualTo(DeleteVersion.NOT_FOUND);
    assertThat(store.deleteVersion(function.id(), 2)).isEqualTo(DeleteVersion.IN_USE);
    assertThat(store.deleteVersion("nobody", 1)).isEqualTo(DeleteVersion.NOT_FOUND);
    assertThat(store.findVersion(function.id(), 2)).isPresent();

    store.saveAlias(alias(function.id(), "live", Map.of(1, 1.0), 2));
    assertThat(store.deleteVersion(function.id(), 2)).isEqualTo(DeleteVersion.DELETED);
    assertThat(store.findVersion(function.id(), 2)).isEmpty();
    assertThat(store.deleteVersion(function.id(), 1)).isEqualTo(DeleteVersion.IN_USE);
  }

  @Test
  void shouldDeleteAnAliasOfItsRevisionOnly() {
    FunctionRecord function = insertedWithVersions("f", 1);
    store.saveAlias(alias(function.id(), "live", Map.of(1, 1.0), 1));
    store.saveAlias(alias(function.id(), "live", Map.of(1, 1.0), 2));

    assertThat(store.deleteAlias(function.id(), "live", 1)).isEqualTo(DeleteAlias.STALE);
    assertThat(store.deleteAlias(function.id(), "other", 2)).isEqualTo(DeleteAlias.STALE);
    assertThat(store.deleteAlias("nobody", "live", 2)).isEqualTo(DeleteAlias.STALE);
    assertThat(store.findAlias(function.id(), "live")).isPresent();
    assertThat(store.deleteAlias(function.id(), "live", 2)).isEqualTo(DeleteAlias.DELETED);

    assertThat(store.findAlias(function.id(), "live")).isEmpty();
    assertThat(store.deleteVersion(function.id(), 1)).isEqualTo(DeleteVersion.DELETED);
    assertThat(store.saveAlias(alias(function.id(), "live", Map.of(1, 1.0), 3)))
        .isEqualTo(SaveAlias.STALE);
  }
}
