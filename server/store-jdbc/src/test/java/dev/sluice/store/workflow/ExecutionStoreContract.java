package dev.sluice.store.workflow;

import static dev.sluice.store.TestData.NOW;
import static dev.sluice.store.TestData.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workflow.EarlyEvent;
import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionService.Search;
import dev.sluice.core.workflow.ExecutionStore;
import dev.sluice.core.workflow.ExecutionStore.KeyTakenException;
import dev.sluice.core.workflow.ExecutionStore.Part;
import dev.sluice.core.workflow.ExecutionStore.Turn;
import dev.sluice.core.workflow.ExecutionStore.Unfinished;
import dev.sluice.core.workflow.WorkflowAlias;
import dev.sluice.core.workflow.WorkflowStore;
import dev.sluice.core.workflow.WorkflowVersion;
import dev.sluice.core.workflow.engine.State.Status;
import dev.sluice.store.DatabaseContract;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of workflows and executions must do. */
abstract class ExecutionStoreContract extends DatabaseContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Search ALL = new Search(null, null, null, null, null, null, null);

  @SuppressWarnings("NullAway.Init") // opened before all
  private ExecutionStore store;

  @SuppressWarnings("NullAway.Init") // opened before all
  private WorkflowStore workflows;

  @Override
  protected void useStores() {
    store = database.executions();
    workflows = database.workflows();
  }

  private ExecutionRecord execution(
      String id, String workflow, @Nullable String key, Status status, int events) {
    return new ExecutionRecord(
        namespace,
        id,
        workflow,
        3,
        key,
        status,
        NOW,
        status.isOver() ? NOW.plusSeconds(5) : null,
        events);
  }

  @Test
  void shouldKeepExecutionsWithTheirHistory() throws Exception {
    String id = fresh("e");
    String large = "{\"größe\":\"" + "😀".repeat(400_000) + "\"}";
    ExecutionRecord started = execution(id, "w", "k'1", Status.RUNNING, 2);
    ExecutionRecord ended = execution(id, "w", "k'1", Status.COMPLETED, 3);

    write(new Turn(started, true, 2, large, 1, "{}", List.of()));
    assertThat(store.find(namespace, id)).contains(started);
    assertThat(store.unfinished()).contains(new Unfinished(started, 1, "{}"));
    write(new Turn(ended, false, 1, "{\"b\":2}", 2, null, List.of()));
    store.synced().join();

    assertThat(store.find(namespace, id)).contains(ended);
    assertThat(store.findByKey(namespace, "w", "k'1")).contains(ended);
    assertThat(store.history(id, 0, 10))
        .containsExactly(new Part(0, large), new Part(2, "{\"b\":2}"));
    assertThat(store.history(id, 0, 1)).containsExactly(new Part(0, large));
    assertThat(store.history(id, 1, 10)).containsExactly(new Part(2, "{\"b\":2}"));
    assertThat(store.history(id, 3, 10)).isEmpty();
    assertThat(store.unfinished()).contains(new Unfinished(ended, 2, null));
    write(new Turn(ended, false, 0, null, 3, null, List.of()));
    assertThat(store.unfinished()).extracting(Unfinished::record).doesNotContain(ended);
    assertThat(store.find("elsewhere", id)).isEmpty();
  }

  @Test
  void shouldGiveAKeyToOneExecutionAlone() throws Exception {
    String first = fresh("e");
    String second = fresh("e");
    String other = fresh("e");
    write(
        new Turn(execution(first, "w", "k", Status.RUNNING, 1), true, 1, "{}", 0, null, List.of()),
        new Turn(execution(other, "v", "k", Status.RUNNING, 1), true, 1, "{}", 0, null, List.of()));

    Turn late =
        new Turn(execution(second, "w", "k", Status.RUNNING, 1), true, 1, "{}", 0, null, List.of());
    Turn more =
        new Turn(execution(first, "w", "k", Status.RUNNING, 2), false, 1, "{}", 0, null, List.of());
    assertThatThrownBy(() -> write(more, late)).isInstanceOf(KeyTakenException.class);

    assertThat(store.find(namespace, second)).isEmpty();
    assertThat(store.history(first, 0, 10)).hasSize(1);
  }

  @Test
  void shouldListTheNewestFirst() throws Exception {
    for (int i = 1; i <= 4; i++) {
      Status status = i == 4 ? Status.FAULTED : Status.RUNNING;
      ExecutionRecord record = execution(namespace + i, i == 1 ? "v" : "w", null, status, 1);
      write(new Turn(record, true, 1, "{}", 1, null, List.of()));
    }
    write(
        new Turn(
            execution(namespace + 5, "w~schedule", null, Status.RUNNING, 1),
            true,
            1,
            "{}",
            1,
            null,
            List.of()));

    assertThat(store.list(namespace, ALL, 10))
        .extracting(ExecutionRecord::id)
        .containsExactly(namespace + 4, namespace + 3, namespace + 2, namespace + 1);
    assertThat(
            store.list(
                namespace,
                new Search("w", Status.RUNNING, null, NOW, NOW.plusSeconds(1), null, namespace + 3),
                10))
        .extracting(ExecutionRecord::id)
        .containsExactly(namespace + 2);
    assertThat(store.list(namespace, new Search(null, null, null, null, NOW, null, null), 10))
        .isEmpty();
    assertThat(store.list(namespace, new Search(null, null, "k", null, null, null, null), 10))
        .isEmpty();
    assertThat(
            store.list(namespace, new Search("w~schedule", null, null, null, null, null, null), 10))
        .hasSize(1);
  }

  @Test
  void shouldRemoveWhatWasOverLongAgo() throws Exception {
    String over = fresh("e");
    String undone = fresh("e");
    String open = fresh("e");
    write(
        new Turn(
            execution(over, "w", null, Status.COMPLETED, 1), true, 1, "{}", 1, null, List.of()),
        new Turn(
            execution(undone, "w", null, Status.COMPLETED, 2), true, 2, "{}", 1, null, List.of()),
        new Turn(execution(open, "w", null, Status.RUNNING, 1), true, 1, "{}", 1, null, List.of()));

    store.removeEnded(NOW.plusSeconds(5), 1_000);
    assertThat(store.find(namespace, over)).isPresent();
    store.removeEnded(NOW.plusSeconds(6), 1_000);

    assertThat(store.find(namespace, over)).isEmpty();
    assertThat(store.history(over, 0, 1)).isEmpty();
    assertThat(store.find(namespace, undone)).isPresent();
    assertThat(store.find(namespace, open)).isPresent();
  }

  @Test
  void shouldKeepEarlyEventsUntilTheyAreGone() throws Exception {
    EarlyEvent one = event("1", "{\"größe\":\"" + "😀".repeat(400_000) + "\"}");
    EarlyEvent two = event("2", "{}");

    store.write(List.of(), List.of(one, two), List.of());
    assertThat(mine()).containsExactly(one, two);
    store.write(List.of(), List.of(), List.of(one));

    assertThat(mine()).containsExactly(two);
  }

  private List<EarlyEvent> mine() {
    return store.early().stream().filter(one -> one.namespace().equals(namespace)).toList();
  }

  private EarlyEvent event(String id, String data) throws Exception {
    ObjectNode event = JSON.createObjectNode();
    event.put("id", id).put("source", "/s").put("type", "t").set("data", JSON.readTree(data));
    return EarlyEvent.of(namespace, event, NOW.plusSeconds(Long.parseLong(id)));
  }

  @Test
  void shouldKeepAliases() {
    WorkflowAlias alias = alias("prod", Map.of(1, 0.9, 2, 0.1));
    WorkflowAlias changed = alias("prod", Map.of(2, 1.0));
    workflows.setAlias(alias);
    workflows.setAlias(changed);
    workflows.setAlias(alias("beta", Map.of(3, 1.0)));

    assertThat(workflows.alias(namespace, "w", "prod")).contains(changed);
    assertThat(workflows.aliases(namespace, "w"))
        .extracting(WorkflowAlias::name)
        .containsExactly("beta", "prod");
    assertThat(workflows.removeAlias(namespace, "w", "prod")).isTrue();
    assertThat(workflows.removeAlias(namespace, "w", "prod")).isFalse();
    assertThat(workflows.alias(namespace, "w", "prod")).isEmpty();
  }

  private WorkflowAlias alias(String name, Map<Integer, Double> weights) {
    return new WorkflowAlias(namespace, "w", name, new TreeMap<>(weights), NOW);
  }

  private void write(Turn... turns) throws KeyTakenException {
    store.write(List.of(turns), List.of(), List.of());
  }

  @Test
  void shouldKeepVersionsOfWorkflows() {
    WorkflowVersion one = new WorkflowVersion(namespace, "w", 1, "d1", "größe: 😀\n", NOW, null);
    WorkflowVersion two = new WorkflowVersion(namespace, "w", 2, "d2", "x", NOW, "shop");

    assertThat(workflows.next(namespace, "w")).isEqualTo(1);
    assertThat(workflows.add(one)).isTrue();
    assertThat(workflows.add(one)).isFalse();
    assertThat(workflows.add(two)).isTrue();

    assertThat(workflows.find(namespace, "w", 1)).contains(one);
    assertThat(workflows.latest(namespace, "w")).contains(two);
    assertThat(workflows.versions(namespace, "w")).containsExactly(two, one);
    assertThat(workflows.list(namespace)).containsExactly(two);

    assertThat(workflows.remove(namespace, "w")).isTrue();
    assertThat(workflows.remove(namespace, "w")).isFalse();
    assertThat(workflows.latest(namespace, "w")).isEmpty();
    assertThat(workflows.list(namespace)).isEmpty();
    assertThat(workflows.find(namespace, "w", 2)).contains(two);
    assertThat(workflows.next(namespace, "w")).isEqualTo(3);
  }

  @Test
  void shouldKeepTheManifestOfAVersion() {
    WorkflowVersion one = new WorkflowVersion(namespace, "w", 1, "d1", "x", NOW, null);
    WorkflowVersion two = new WorkflowVersion(namespace, "w", 2, "d2", "y", NOW, "shop");
    assertThat(workflows.add(one)).isTrue();
    assertThat(workflows.add(two)).isTrue();

    workflows.setManifest(namespace, "w", 2, "other");
    workflows.setManifest(namespace, "w", 3, "other");
    workflows.setManifest(namespace + "x", "w", 1, "other");

    assertThat(workflows.versions(namespace, "w"))
        .extracting(WorkflowVersion::manifest)
        .containsExactly("other", null);
    assertThat(workflows.list(namespace).get(0).manifest()).isEqualTo("other");
  }
}
