package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.ExecutionService.Search;
import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.HistoryEvent.Audit;
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

  /** Of executions of which there is one for each key of events. */
  private static final char GROUP = '*';

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
    if (Schedule.isName(record.workflow())
        && (record.status() == Status.COMPLETED || isGroup(record))) {
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
    List<ExecutionRecord> known = known(namespace, workflow);
    boolean there = false;
    for (ExecutionRecord one : known) {
      if (one.status().isOver() || isGroup(one)) {
        continue;
      }
      if (schedule != null && newest != null && one.version() == newest.version()) {
        there = true;
      } else {
        ExecutionRecord unused = executions.tell(namespace, one.id(), new Command.Cancel(REPLACED));
      }
    }
    if (!there && schedule != null && newest != null) {
      int version = newest.version();
      begin(
          newest,
          schedule,
          known.stream().filter(one -> one.version() == version).findFirst().orElse(null));
    }
  }

  /** Whether it waits for the rest of what belongs together, whatever was deployed since. */
  private static boolean isGroup(ExecutionRecord one) {
    String key = one.key();
    return key != null
        && key.indexOf(GROUP) >= 0
        && !one.status().isOver()
        && Schedule.hasTaken(one);
  }

  /** The executions of a schedule, the newest first: all that are not over, and the last one. */
  private List<ExecutionRecord> known(String namespace, String workflow) {
    List<ExecutionRecord> known = new ArrayList<>();
    String before = null;
    List<ExecutionRecord> some;
    do {
      Search search = new Search(Schedule.name(workflow), null, null, null, null, null, before);
      some = executions.list(namespace, search, PAGE);
      known.addAll(some);
      before = some.isEmpty() ? null : some.get(some.size() - 1).id();
    } while (some.size() == PAGE && some.stream().anyMatch(one -> !one.status().isOver()));
    return known;
  }

  /**
   * Begins an execution of a schedule.
   *
   * @param last the one before, of the same version; null for none
   */
  private void begin(WorkflowVersion version, Schedule schedule, @Nullable ExecutionRecord last) {
    if (last != null && last.status() != Status.COMPLETED && !isGroup(last)) {
      // It went wrong, or somebody cancelled it: people take it up again.
      return;
    }
    String before = last == null || last.key() == null ? "" : last.key();
    ObjectNode input = JsonNodeFactory.instance.objectNode();
    char kind = schedule.isTimed() ? TIME : schedule.isKeyed() ? GROUP : NUMBER;
    String place = before.substring(before.indexOf(kind) + 1);
    String next;
    if (schedule.isTimed()) {
      Instant after = place.isEmpty() ? version.createdAt() : Instant.parse(place);
      Instant due = schedule.next(cron, after, clock.instant());
      if (due == null) {
        return;
      }
      next = due.toString();
      input.put("due", next);
    } else {
      next = place.isEmpty() ? "1" : next(place);
    }
    begin(version, "v" + version.version() + kind + next, input);
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
