package dev.sluice.store.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.EarlyEvent;
import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.WorkflowVersion;
import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.Engine.PendingCall;
import dev.sluice.core.workflow.engine.State.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Executions over a real store: what is acknowledged goes on, whatever the server does. */
abstract class ExecutionServiceContract extends ExecutionServices {
  @Test
  void shouldRunToItsEndAndKeepItsHistory() throws Exception {
    deploy("sum", "  - a: {set: {n: '${ .n + 1 }'}}\n  - b: {set: {n: '${ .n * 2 }'}}\n");

    ExecutionRecord started = server.start("sum", null, "{\"n\":1}");

    assertThat(started.status()).isEqualTo(Status.COMPLETED);
    assertThat(server.history(started.id())).hasSize(4).hasSize(started.events());
    assertThat(server.history(started.id()).get(3)).contains("\"output\":{\"n\":4}");
  }

  @Test
  void shouldGiveTheSameExecutionForTheSameKey() throws Exception {
    deploy("keyed", "  - w: {wait: {hours: 1}}\n");

    ExecutionRecord first = server.start("keyed", "order 7", "{}");
    ExecutionRecord second = server.start("keyed", "order 7", "{\"n\":2}");

    assertThat(second.id()).isEqualTo(first.id());
  }

  @Test
  void shouldMakeACallAgainAfterTheServerWasKilled() throws Exception {
    deploy("calls", "  - c: {call: f}\n  - d: {set: {r: '${ .n }'}}\n");
    ExecutionRecord started = server.start("calls", null, "{}");
    PendingCall before = outside.calls.take();
    server.stop();

    server = new Server();
    PendingCall again = outside.calls.take();
    outside.answers.add(JSON.readTree("{\"n\":5}"));

    assertThat(again.key()).isEqualTo(before.key());
    assertThat(server.awaitEnd(started.id()).status()).isEqualTo(Status.COMPLETED);
    assertThat(server.history(started.id()).toString()).contains("\"output\":{\"r\":5}");
  }

  @Test
  void shouldFireATimerThatWasSetBeforeTheServerWasKilled() throws Exception {
    deploy("waits", "  - w: {wait: {milliseconds: 200}}\n");
    ExecutionRecord started = server.start("waits", null, "{\"n\":1}");
    server.stop();

    server = new Server();

    assertThat(server.awaitEnd(started.id()).status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void shouldTakeAnEventAfterTheServerWasKilled() throws Exception {
    deploy("listens", "  - l: {listen: {to: {one: {with: {type: go}}}}}\n");
    ExecutionRecord started = server.start("listens", null, "{}");
    server.stop();
    server = new Server();

    server.deliver("1", "go", "{}");

    assertThat(server.awaitEnd(started.id()).status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void shouldRepairAFault() throws Exception {
    deploy("bad", "  - c: {call: f}\n");
    ExecutionRecord started = server.start("bad", null, "{}");
    outside.answers.add(JSON.readTree("{\"fails\":true}"));
    assertThat(server.awaitEnd(started.id()).status()).isEqualTo(Status.FAULTED);

    outside.answers.add(JSON.readTree("{\"ok\":true}"));
    ExecutionRecord retried =
        server.tell(started.id(), new Command.Fix(new Command.Retry(null, null), AUDIT));

    assertThat(retried.status()).isEqualTo(Status.RUNNING);
    assertThat(server.awaitEnd(started.id()).status()).isEqualTo(Status.COMPLETED);
    assertThat(server.history(started.id()).toString()).contains("\"who\":\"tester\"");
  }

  @Test
  void shouldFindThoseThatAreAtATaskOrStandStillThere() throws Exception {
    deploy("stands", "  - a: {set: {n: 1}}\n  - c/d:\n      do:\n        - e: {call: f}\n");
    String id = server.start("stands", null, "{}").id();

    assertThat(server.at("stands", "e")).containsExactly(id);
    assertThat(server.at("stands", "/do/1/c~1d/do/0/e")).containsExactly(id);
    assertThat(server.at("stands", "a")).isEmpty();
    assertThat(server.at("stands", "c/d")).isEmpty();

    outside.answers.add(JSON.readTree("{\"fails\":true}"));
    assertThat(server.awaitEnd(id).status()).isEqualTo(Status.FAULTED);
    assertThat(server.at("stands", "e")).containsExactly(id);

    outside.answers.add(JSON.readTree("{\"ok\":true}"));
    server.tell(id, new Command.Fix(new Command.Retry(null, null), AUDIT));
    assertThat(server.awaitEnd(id).status()).isEqualTo(Status.COMPLETED);
    assertThat(server.at("stands", "e")).isEmpty();
  }

  @Test
  void shouldCancelAtOnce() throws Exception {
    deploy("long", "  - w: {wait: {hours: 1}}\n");
    ExecutionRecord started = server.start("long", null, "{}");

    ExecutionRecord cancelled = server.tell(started.id(), new Command.Cancel(AUDIT));

    assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
    assertThat(server.start("long", "other", "{}").status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void shouldPublishWhatIsEmittedOnceItIsKept() throws Exception {
    deploy(
        "emits", "  - e: {emit: {event: {with: {source: 'https://example.com', type: done}}}}\n");

    ExecutionRecord started = server.start("emits", null, "{}");

    assertThat(outside.published.take().path("type").asText()).isEqualTo("done");
    assertThat(started.status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void shouldStartManyAtOnce() throws Exception {
    deploy("many", "  - a: {set: {n: 1}}\n");
    List<Thread> threads = new ArrayList<>();
    BlockingQueue<ExecutionRecord> ended = new LinkedBlockingQueue<>();
    for (int i = 0; i < 8; i++) {
      String key = "k" + i % 4;
      Thread thread =
          new Thread(
              () -> {
                for (int n = 0; n < 25; n++) {
                  try {
                    ended.add(server.start("many", key + "-" + n, "{}"));
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(ended).hasSize(200);
    assertThat(ended.stream().map(ExecutionRecord::id).distinct()).hasSize(100);
    assertThat(server.executions.list(namespace, of("many"), 500)).hasSize(100);
  }

  private static final String KEYED =
      """
        - l:
            listen:
              to:
                one:
                  with: {type: paid}
                  correlate: {order: {from: .data.order, expect: '${ .order }'}}
      """;

  @Test
  void shouldGiveAnEventToTheExecutionOfItsKey() throws Exception {
    deploy("keyed-events", KEYED);
    ExecutionRecord seven = server.start("keyed-events", null, "{\"order\":7}");
    ExecutionRecord eight = server.start("keyed-events", null, "{\"order\":8}");

    server.deliver("1", "paid", "{\"order\":8.0}");

    assertThat(server.awaitEnd(eight.id()).status()).isEqualTo(Status.COMPLETED);
    assertThat(server.executions.get(namespace, seven.id()).status()).isEqualTo(Status.RUNNING);
    assertThat(server.executions.details(namespace, seven.id()).listeners().get(0).misses())
        .extracting(miss -> miss.why())
        .containsExactly("order was 8.0, and 7 is expected");
  }

  @Test
  void shouldKeepAnEventThatComesEarlyAlsoWhenTheServerIsKilled() throws Exception {
    deploy("early", KEYED);
    server.deliver("1", "paid", "{\"order\":7}");
    server.deliver("1", "paid", "{\"order\":7}");
    server.stop();
    server = new Server();

    ExecutionRecord started = server.start("early", null, "{\"order\":7}");
    ExecutionRecord second = server.start("early", null, "{\"order\":7}");

    assertThat(server.awaitEnd(started.id()).status()).isEqualTo(Status.COMPLETED);
    assertThat(server.executions.get(namespace, second.id()).status()).isEqualTo(Status.RUNNING);
    assertThat(database.executions().early())
        .extracting(EarlyEvent::namespace)
        .doesNotContain(namespace);
  }

  @Test
  void shouldNotKeepAnEventThatNoWorkflowMayWant() throws Exception {
    deploy("other", KEYED);

    server.deliver("1", "unheard", "{}");

    assertThat(database.executions().early())
        .extracting(EarlyEvent::namespace)
        .doesNotContain(namespace);
  }

  @Test
  void shouldPublishWhatWasEmittedAfterTheServerWasKilled() throws Exception {
    deploy(
        "emits",
        "  - e: {emit: {event: {with: {id: x, source: 'https://example.com', type: done}}}}\n");
    outside.refuses = true;
    ExecutionRecord started = server.start("emits", null, "{}");
    assertThat(started.status()).isEqualTo(Status.COMPLETED);
    server.stop();
    outside.refuses = false;

    server = new Server();

    assertThat(outside.published.take().path("id").asText()).isEqualTo("x");
  }

  @Test
  void shouldTellOfItsLifecycleWhereSomebodyWatches() throws Exception {
    outside.watched = true;
    deploy("watched", "  - a: {set: {n: 1}}\n");

    ExecutionRecord started = server.start("watched", null, "{}");

    List<String> types = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      JsonNode event = outside.published.take();
      assertThat(event.path("subject").asText()).isEqualTo(started.id());
      types.add(event.path("type").asText());
    }
    assertThat(types)
        .containsExactly(
            "io.serverlessworkflow.workflow.started.v1",
            "io.serverlessworkflow.task.created.v1",
            "io.serverlessworkflow.task.started.v1",
            "io.serverlessworkflow.task.completed.v1",
            "io.serverlessworkflow.workflow.completed.v1");
  }

  @Test
  void shouldRunAnotherWorkflow() throws Exception {
    deploy("inner", "  - a: {set: {n: '${ .n + 1 }'}}\n");
    deploy("outer", "  - r: {run: {workflow: {namespace: n, name: inner, version: 1.0.0}}}\n");

    ExecutionRecord started = server.start("outer", null, "{\"n\":1}");

    assertThat(server.awaitEnd(started.id()).status()).isEqualTo(Status.COMPLETED);
    assertThat(server.executions.details(namespace, started.id()).output().path("n").asInt())
        .isEqualTo(2);
  }

  @Test
  void shouldStartTheVersionOfAnAlias() throws Exception {
    deploy("aliased", "  - a: {set: {n: 1}}\n");
    deploy("aliased", "  - a: {set: {n: 2}}\n");
    server.workflows.setAlias(namespace, "aliased", "prod", Map.of("1", 1.0));

    ExecutionRecord started =
        server.executions.start(namespace, "aliased", "prod", null, JSON.createObjectNode());

    assertThat(started.version()).isEqualTo(1);
  }

  private WorkflowVersion deploy(String name, int n, @Nullable String manifest) {
    String text =
        "document: {dsl: 1.0.0, namespace: n, name: %s, version: 1.0.0}\ndo:\n  - a: {set: {n: %d}}\n";
    return server.workflows.deploy(namespace, null, text.formatted(name, n), manifest);
  }

  @Test
  void shouldKeepTheManifestThatAWorkflowCameFromUntilAnotherTakesIt() {
    assertThat(deploy("owned", 1, null).manifest()).isNull();
    assertThat(deploy("owned", 1, "shop").manifest()).isEqualTo("shop");
    assertThat(deploy("owned", 1, null).manifest()).isEqualTo("shop");
    assertThat(deploy("owned", 2, null).manifest()).isEqualTo("shop");

    WorkflowVersion taken = deploy("owned", 2, "other");

    assertThat(taken.version()).isEqualTo(2);
    assertThat(server.workflows.get(namespace, "owned", null)).isEqualTo(taken);
    assertThat(taken.manifest()).isEqualTo("other");
  }

  @Test
  void shouldRefuseWhatIsNoNameOfAManifest() {
    assertThatThrownBy(() -> deploy("owned", 1, "two\nlines"))
        .isInstanceOfSatisfying(
            SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    assertThat(server.workflows.list(namespace)).isEmpty();
  }
}
