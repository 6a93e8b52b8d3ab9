package dev.sluice.store.namespace;

import static dev.sluice.store.TestData.NOW;
import static dev.sluice.store.TestData.definition;
import static dev.sluice.store.TestData.fresh;
import static dev.sluice.store.TestData.function;
import static dev.sluice.store.TestData.published;
import static dev.sluice.store.TestData.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.access.KeyRecord;
import dev.sluice.core.access.Scope;
import dev.sluice.core.association.Association;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.namespace.NamespaceRecord;
import dev.sluice.core.namespace.NamespaceStore;
import dev.sluice.core.namespace.NamespaceStore.Deletion;
import dev.sluice.core.namespace.NamespaceUse;
import dev.sluice.core.namespace.Quota;
import dev.sluice.core.option.Definition;
import dev.sluice.core.secret.Seal;
import dev.sluice.core.secret.SecretRecord;
import dev.sluice.core.source.Source;
import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionStore.Turn;
import dev.sluice.core.workflow.WorkflowVersion;
import dev.sluice.core.workflow.engine.State.Status;
import dev.sluice.store.Database;
import dev.sluice.store.TestData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of namespaces and of keys must do. */
abstract class NamespaceStoreContract {
  private final String name = fresh("ns");

  @TempDir Path folder;
  private Database database;
  private NamespaceStore store;

  abstract Database open(Path folder);

  @BeforeEach
  void open() {
    database = open(folder);
    store = database.namespaces();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static NamespaceRecord namespace(String name, Quota quota, long revision) {
    return new NamespaceRecord(name, "team 'größe'", quota, NOW, NOW.plusSeconds(1), revision);
  }

  private KeyRecord key(String id, String keyName) {
    return new KeyRecord(
        id, name, keyName, Set.of(Scope.READ, Scope.INVOKE), "ab".repeat(32), NOW, null);
  }

  @Test
  void shouldReadBackWhatWasSaved() {
    NamespaceRecord all = namespace(name, new Quota(1, 2, 3L << 40, 4L, 5, true), 1);

    assertThat(store.save(all)).isTrue();

    assertThat(store.find(name)).contains(all);
    assertThat(store.list()).contains(all);
    assertThat(store.find(name + "x")).isEmpty();
  }

  @Test
  void shouldReplaceTheRevisionBeforeOnly() {
    store.save(namespace(name, Quota.NONE, 1));
    NamespaceRecord second = namespace(name, new Quota(7, null, null, null, null, false), 2);

    assertThat(store.save(namespace(name, Quota.NONE, 1))).isFalse();
    assertThat(store.save(namespace(name, Quota.NONE, 3))).isFalse();
    assertThat(store.save(second)).isTrue();

    assertThat(store.find(name)).contains(second);
  }

  @Test
  void shouldCountEachDifferentCodeOnce() {
    FunctionRecord one = function(name, "one", Map.of());
    FunctionRecord same = function(name, "same", Map.of());
    database.functions().insert(one);
    database.functions().insert(same);
    database.functions().insert(function(fresh("other"), "one", Map.of()));
    assertThat(store.use(name, null)).isEqualTo(new NamespaceUse(2, 1234));

    FunctionRecord next = published(one);
    database.functions().publish(next, version(next));
    FunctionRecord changed = TestData.changed(next, definition("b"), Map.of(), 1);
    database.functions().update(changed);

    assertThat(store.use(name, null)).isEqualTo(new NamespaceUse(2, 2468));
    assertThat(store.use(name, one.id())).isEqualTo(new NamespaceUse(2, 1234));
    assertThat(store.hasCode(name, definition("b").code().digest(), null)).isTrue();
    assertThat(store.hasCode(name, definition("b").code().digest(), one.id())).isFalse();
  }

  @Test
  void shouldDeleteNamespaceWithItsKeysUnlessItHasFunctions() {
    store.save(namespace(name, Quota.NONE, 1));
    database.keys().insert(key(fresh("id"), "ci"));
    FunctionRecord function = function(name, "one", Map.of());
    database.functions().insert(function);
    assertThat(store.inUse()).contains(name);

    assertThat(store.delete(name)).isEqualTo(Deletion.NOT_EMPTY);
    database.functions().delete(function.id(), function.revision());
    assertThat(store.delete(name)).isEqualTo(Deletion.DELETED);

    assertThat(store.delete(name)).isEqualTo(Deletion.NOT_FOUND);
    assertThat(database.keys().list(name)).isEmpty();
    assertThat(store.inUse()).doesNotContain(name);
  }

  @Test
  void shouldNotDeleteNamespaceWhileSomethingRunsThere() throws Exception {
    store.save(namespace(name, Quota.NONE, 1));
    Source source =
        new Source(
            new Definition(fresh("id"), name, "s", "schedule", "", Map.of(), NOW, NOW, 1, null),
            false,
            NOW);
    database.sources().save(source);
    assertThat(store.delete(name)).isEqualTo(Deletion.NOT_EMPTY);
    database.sources().delete(source);

    database.associations().save(association());
    assertThat(store.delete(name)).isEqualTo(Deletion.NOT_EMPTY);
    assertThat(store.inUse()).contains(name);
    database.associations().delete(name, "a");

    database.workflows().add(new WorkflowVersion(name, "w", 1, "digest", "do: []", NOW, null));
    assertThat(store.delete(name)).isEqualTo(Deletion.NOT_EMPTY);
    database.workflows().remove(name, "w");

    String id = fresh("e");
    database.executions().write(List.of(turn(id, Status.RUNNING, true)), List.of(), List.of());
    assertThat(store.delete(name)).isEqualTo(Deletion.NOT_EMPTY);
    database.executions().write(List.of(turn(id, Status.COMPLETED, false)), List.of(), List.of());
    assertThat(store.delete(name)).isEqualTo(Deletion.DELETED);

    assertThat(database.executions().find(name, id)).isEmpty();
    assertThat(database.executions().history(id, 0, 1)).isEmpty();
    assertThat(database.workflows().find(name, "w", 1)).isEmpty();
  }

  private Association association() {
    Association.Rule all =
        new Association.Rule(List.of(), null, List.of(), null, 1, null, null, null);
    return new Association(name, "a", "", all, Association.State.ENABLED, null, NOW, NOW, 1, null);
  }

  private Turn turn(String id, Status status, boolean fresh) {
    ExecutionRecord after =
        new ExecutionRecord(
            name, id, "w", 1, null, status, NOW, status.isOver() ? NOW : null, fresh ? 1 : 2);
    return new Turn(after, fresh, 1, "{}", after.events(), null, List.of());
  }

  @Test
  void shouldKeepKeysByIdAndName() {
    String id = fresh("id");
    KeyRecord ci = key(id, "ci");

    assertThat(database.keys().insert(ci)).isTrue();
    assertThat(database.keys().insert(key(fresh("id"), "ci"))).isFalse();

    assertThat(database.keys().find(id)).contains(ci);
    assertThat(database.keys().list(name)).containsExactly(ci);
    assertThat(database.keys().delete(fresh("other"), "ci")).isEmpty();
    assertThat(database.keys().delete(name, "ci")).contains(id);
    assertThat(database.keys().find(id)).isEmpty();
  }

  private SecretRecord secret(String of, String keyId, int revision) {
    byte[] bytes = {1, -1, 0, (byte) revision};
    return new SecretRecord(
        name, of, new Seal.Sealed(keyId, bytes), NOW, NOW.plusSeconds(revision), revision);
  }

  @Test
  void shouldKeepSecretsByNameAndRevision() {
    SecretRecord first = secret("db", "k1", 1);
    SecretRecord second = secret("db", "k1", 2);

    assertThat(database.secrets().save(first)).isTrue();
    assertThat(database.secrets().save(first)).isFalse();
    assertThat(database.secrets().save(secret("db", "k1", 3))).isFalse();
    assertThat(database.secrets().save(second)).isTrue();
    assertThat(database.secrets().save(secret("api", "k1", 1))).isTrue();

    assertThat(database.secrets().find(name, "db")).contains(second);
    assertThat(database.secrets().list(name))
        .extracting(SecretRecord::name)
        .containsExactly("api", "db");
    assertThat(database.secrets().find(fresh("other"), "db")).isEmpty();
    assertThat(database.secrets().delete(name, "db")).isTrue();
    assertThat(database.secrets().delete(name, "db")).isFalse();
  }

  @Test
  void shouldFindAndReplaceWhatAnotherKeySealed() {
    database.secrets().save(secret("db", "old", 1));

    assertThat(database.secrets().listNotSealedWith("old"))
        .extracting(SecretRecord::namespace)
        .doesNotContain(name);
    assertThat(database.secrets().listNotSealedWith("new")).contains(secret("db", "old", 1));
    assertThat(database.secrets().reseal(secret("db", "new", 2))).isFalse();
    assertThat(database.secrets().reseal(secret("db", "new", 1))).isTrue();

    assertThat(database.secrets().find(name, "db")).contains(secret("db", "new", 1));
  }

  @Test
  void shouldFindFunctionsThatNameASecretInLatestOrInAVersion() {
    FunctionRecord function = published(function(name, "one", Map.of()));
    database.functions().insert(function(name, "other", Map.of()));
    assertThat(database.functions().usesSecret(name, "data_base")).isTrue();
    assertThat(database.functions().usesSecret(name, "dataXbase")).isFalse();
    assertThat(database.functions().usesSecret(name, "data")).isFalse();
    assertThat(database.functions().usesSecret(fresh("ns"), "data_base")).isFalse();
    assertThat(function.definition().uses("data_base")).isTrue();
  }

  @Test
  void shouldKeepTheEndOfAKey() {
    String id = fresh("id");
    KeyRecord key =
        new KeyRecord(
            id, name, "a", Set.of(Scope.MANAGE), "cd".repeat(32), NOW, NOW.plusNanos(1000));

    database.keys().insert(key);

    assertThat(database.keys().find(id)).contains(key);
  }
}
