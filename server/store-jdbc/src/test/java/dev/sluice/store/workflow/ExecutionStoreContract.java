package dev.sluice.store.workflow;

import static dev.sluice.store.TestData.NOW;
import static dev.sluice.store.TestData.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionStore;
import dev.sluice.core.workflow.ExecutionStore.KeyTakenException;
import dev.sluice.core.workflow.ExecutionStore.Turn;
import dev.sluice.core.workflow.WorkflowStore;
import dev.sluice.core.workflow.WorkflowVersion;
import dev.sluice.core.workflow.engine.State.Status;
import dev.sluice.store.DatabaseContract;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of workflows and executions must do. */
abstract class ExecutionStoreContract extends DatabaseContract {
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

    store.write(List.of(new Turn(started, true, List.of("{\"a\":1}", large))));
    assertThat(store.find(namespace, id)).contains(started);
    assertThat(store.unfinished()).contains(started);
    store.write(List.of(new Turn(ended, false, List.of("{\"b\":2}"))));
    store.sync();

    assertThat(store.find(namespace, id)).contains(ended);
    assertThat(store.findByKey(namespace, "w", "k'1")).contains(ended);
    assertThat(store.history(id)).containsExactly("{\"a\":1}", large, "{\"b\":2}");
    assertThat(store.unfinished()).doesNotContain(ended);
    assertThat(store.find("elsewhere", id)).isEmpty();
  }

  @Test
  void shouldGiveAKeyToOneExecutionAlone() throws Exception {
    String first = fresh("e");
    String second = fresh("e");
    String other = fresh("e");
    store.write(
        List.of(
            new Turn(execution(first, "w", "k", Status.RUNNING, 1), true, List.of("{}")),
            new Turn(execution(other, "v", "k", Status.RUNNING, 1), true, List.of("{}"))));

    Turn late = new Turn(execution(second, "w", "k", Status.RUNNING, 1), true, List.of("{}"));
    Turn more = new Turn(execution(first, "w", "k", Status.RUNNING, 2), false, List.of("{}"));
    assertThatThrownBy(() -> store.write(List.of(more, late)))
        .isInstanceOf(KeyTakenException.class);

    assertThat(store.find(namespace, second)).isEmpty();
    assertThat(store.history(first)).hasSize(1);
  }

  @Test
  void shouldListTheNewestFirst() throws Exception {
    for (int i = 1; i <= 4; i++) {
      Status status = i == 4 ? Status.FAULTED : Status.RUNNING;
      ExecutionRecord record = execution(namespace + i, i == 1 ? "v" : "w", null, status, 1);
      store.write(List.of(new Turn(record, true, List.of("{}"))));
    }

    assertThat(store.list(namespace, null, null, null, 10))
        .extracting(ExecutionRecord::id)
        .containsExactly(namespace + 4, namespace + 3, namespace + 2, namespace + 1);
    assertThat(store.list(namespace, "w", "RUNNING", namespace + 3, 10))
        .extracting(ExecutionRecord::id)
        .containsExactly(namespace + 2);
  }

  @Test
  void shouldKeepVersionsOfWorkflows() {
    WorkflowVersion one = new WorkflowVersion(namespace, "w", 1, "d1", "größe: 😀\n", NOW);
    WorkflowVersion two = new WorkflowVersion(namespace, "w", 2, "d2", "x", NOW);

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
}
