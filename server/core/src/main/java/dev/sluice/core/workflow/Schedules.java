package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.ExecutionService.Search;
import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.HistoryEvent.Audit;
import dev.sluice.core.workflow.engine.Program;
import dev.sluice.core.workflow.engine.State.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the newest version of each workflow start by its schedule: one execution of that schedule is
 * there, and the next one follows it. Executions are numbered by their keys, so that a server which
 * was killed in between goes on where it was. Thread-safe.
 */
public final class Schedules {
  private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);
  private static final Audit REPLACED = new Audit("sluice", "another version has the schedule");
  private static final int PAGE = 100;
  private static final char NUMBER = '#';
  private static final char TIME = '@';

  private final WorkflowService workflows;
  private final ExecutionService executions;
  private final CronTimes cron;
  private final Executor workers;
  private final Clock clock;

  /** Works on these; {@link #start} begins. */
  public Schedules(
      WorkflowService workflows,
      ExecutionService executions,
      CronTimes cron,
      Executor workers,
      Clock clock) {
    this.workflows = workflows;
    this.executions = executions;
    this.cron = cron;
    this.workers = workers;
    this.clock = clock;
  }

  /** Takes all up, and whatever is deployed from now on. */
  public void start() {
    workflows.onDeploy(this::renew);
    executions.onChange(this::changed);
    workflows.all().forEach(version -> renew(version.namespace(), version.workflow()));
  }

  private void changed(ExecutionRecord record) {
    boolean over = record.status() == Status.COMPLETED || Schedule.hasTaken(record);
    if (over && Schedule.isName(record.workflow())) {
      renew(record.namespace(), Schedule.workflow(record.workflow()));
    }
  }

  private void renew(String namespace, String workflow) {
    try {
      workers.execute(
          () -> {
            try {
              renewNow(namespace, workflow);
            } catch (SluiceException e) {
              LOG.error("The schedule of {} stands still: {}", workflow, e.detail());
            }
          });
    } catch (RejectedExecutionException e) {
      // The server ends: the next one takes it up.
    }
  }

  private synchronized void renewNow(String namespace, String workflow) {
    WorkflowVersion newest = workflows.find(namespace, workflow).orElse(null);
    Schedule schedule =
        newest == null ? null : Schedule.of(workflows.programs().of(newest, workflow)).orElse(null);
    boolean there = false;
    for (ExecutionRecord open : open(namespace, workflow)) {
      if (isKeyed(open) && Schedule.hasTaken(open)) {
        // It waits for the rest of what belongs together, whatever was deployed since.
        continue;
      }
      if (schedule != null && newest != null && open.version() == newest.version()) {
        there = true;
      } else {
        ExecutionRecord unused =
            executions.tell(namespace, open.id(), new Command.Cancel(REPLACED));
      }
    }
    if (!there && schedule != null && newest != null) {
      begin(newest, schedule);
    }
  }

  private boolean isKeyed(ExecutionRecord of) {
    Program program =
        workflows.programs().of(of.namespace(), Schedule.workflow(of.workflow()), of.version());
    return Schedule.of(program).map(Schedule::isKeyed).orElse(false);
  }

  private List<ExecutionRecord> open(String namespace, String workflow) {
    List<ExecutionRecord> open = new ArrayList<>();
    String before = null;
    List<ExecutionRecord> some;
    do {
      some = executions.list(namespace, search(workflow, before), PAGE);
      some.stream().filter(one -> !one.status().isOver()).forEach(open::add);
      before = some.isEmpty() ? null : some.get(some.size() - 1).id();
    } while (some.size() == PAGE && !open.isEmpty());
    return open;
  }

  private static Search search(String workflow, @Nullable String before) {
    return new Search(Schedule.name(workflow), null, null, null, null, before);
  }

  private void begin(WorkflowVersion version, Schedule schedule) {
    ExecutionRecord last =
        executions.list(version.namespace(), search(version.workflow(), null), PAGE).stream()
            .filter(one -> one.version() == version.version())
            .findFirst()
            .orElse(null);
    if (last != null && last.status() != Status.COMPLETED && !isGroup(last)) {
      // It went wrong, or somebody cancelled it: people take it up again.
      return;
    }
    String before = last == null || last.key() == null ? "" : last.key();
    ObjectNode input = JsonNodeFactory.instance.objectNode();
    String key = "v" + version.version();
    if (schedule.isTimed()) {
      int time = before.indexOf(TIME);
      Instant after = time < 0 ? version.createdAt() : Instant.parse(before.substring(time + 1));
      Instant due = schedule.next(cron, after, clock.instant());
      if (due == null) {
        return;
      }
      input.put("due", due.toString());
      key += TIME + due.toString();
    } else {
      int number = before.indexOf(NUMBER);
      key += NUMBER + (number < 0 ? "1" : next(before.substring(number + 1)));
    }
    begin(version, key, input);
  }

  private boolean isGroup(ExecutionRecord last) {
    return last.status() == Status.RUNNING && Schedule.hasTaken(last) && isKeyed(last);
  }

  private static String next(String number) {
    return Long.toString(Long.parseLong(number) + 1);
  }

  private void begin(WorkflowVersion version, String key, JsonNode input) {
    var unused =
        executions
            .begin(version, Schedule.name(version.workflow()), key, input)
            .exceptionally(
                e -> {
                  LOG.error("The schedule of {} stands still.", version.workflow(), e);
                  return null;
                });
  }
}
