package dev.sluice.store.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.workflow.ExecutionRecord;
import org.junit.jupiter.api.Test;

/** Workflows that start by themselves, over a real store. */
abstract class ScheduleContract extends ExecutionServices {
  @Test
  void shouldStartByTheClockAndOnceForEachTime() throws Exception {
    server.workflows.deploy(namespace, null, scheduled("clock", "{cron: '50'}"));

    server.awaitCompleted("clock", 2);
    server.stop();
    server = new Server();
    server.awaitCompleted("clock", 4);

    assertThat(server.all("clock")).extracting(ExecutionRecord::key).doesNotHaveDuplicates();
    server.workflows.delete(namespace, "clock");
    server.awaitNoSchedule("clock");
  }

  @Test
  void shouldStartWithEachEventOnce() throws Exception {
    String on = "{on: {one: {with: {type: order}}}}";
    server.workflows.deploy(namespace, null, scheduled("ordered", on));

    server.deliver("1", "order", "{}");
    server.deliver("1", "order", "{}");
    server.stop();
    server = new Server();
    server.deliver("2", "order", "{\"n\":2}");

    server.awaitCompleted("ordered", 2);
    assertThat(server.all("ordered"))
        .extracting(ExecutionRecord::key)
        .containsExactlyInAnyOrder("/s 1", "/s 2");
    assertThat(server.all("ordered"))
        .filteredOn(one -> "/s 2".equals(one.key()))
        .allSatisfy(one -> assertThat(server.history(one.id()).get(0)).contains("\"n\":2"))
        .hasSize(1);
  }

  @Test
  void shouldStartAgainAfterItsEnd() throws Exception {
    server.workflows.deploy(namespace, null, scheduled("again", "{after: {milliseconds: 20}}"));

    server.awaitCompleted("again", 3);
  }

  private static String scheduled(String name, String schedule) {
    return "document: {dsl: 1.0.0, namespace: n, name: "
        + name
        + ", version: 1.0.0}\nschedule: "
        + schedule
        + "\ndo:\n  - a: {set: {n: 1}}\n";
  }
}
