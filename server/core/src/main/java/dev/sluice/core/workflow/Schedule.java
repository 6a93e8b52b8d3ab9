package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.engine.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a workflow starts by itself. That is a small workflow of its own, which waits for the time
 * or the events and then starts the other one: it survives, explains and repairs itself as any
 * execution does. One execution of it is there at a time; when it is done, the next one begins.
 *
 * @param kind how it says so
 * @param value what it says
 */
record Schedule(Kind kind, JsonNode value) {
  private static final String SUFFIX = "~schedule";

  /** So many events are taken by one execution of the schedule. */
  private static final int EVENTS = 1_000;

  /** It began, came to its task, and listens. */
  private static final int EVENTS_OF_A_FRESH_ONE = 3;

  /** How it is said when a workflow starts. */
  enum Kind {
    CRON,
    EVERY,
    AFTER,
    ON
  }

  /** What a program says; nothing where it only starts when it is told to. */
  static Optional<Schedule> of(Program program) {
    JsonNode schedule = program.definition().path("schedule");
    for (Kind kind : Kind.values()) {
      JsonNode value = schedule.path(kind.name().toLowerCase(Locale.ROOT));
      if (!value.isMissingNode() && !value.isNull()) {
        return Optional.of(new Schedule(kind, value));
      }
    }
    return Optional.empty();
  }

  /** Under which name the executions of a workflow's schedule are kept. */
  static String name(String workflow) {
    return workflow + SUFFIX;
  }

  static boolean isName(String name) {
    return name.endsWith(SUFFIX);
  }

  /** The workflow of a name, whether it is that of its schedule or not. */
  static String workflow(String name) {
    return isName(name) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  /** Whether it goes by the clock alone. */
  boolean isTimed() {
    return kind == Kind.CRON || kind == Kind.EVERY;
  }

  /**
   * Whether events belong together by keys. Then there is an execution of the schedule for each
   * key, and one more that waits for the first event of another.
   */
  boolean isKeyed() {
    JsonNode filters = value.has("all") ? value.path("all") : value.path("any");
    boolean several = value.has("all") || value.has("until");
    boolean keyed = false;
    for (JsonNode filter : filters) {
      keyed |= !filter.path("correlate").isEmpty();
    }
    return kind == Kind.ON && several && keyed;
  }

  /** Whether an execution of a schedule has taken an event. */
  static boolean hasTaken(ExecutionRecord record) {
    return record.events() > EVENTS_OF_A_FRESH_ONE;
  }

  /**
   * The time after another, the last one where several have passed; null for never again.
   *
   * @throws IllegalArgumentException with one sentence for people
   */
  @Nullable Instant next(CronTimes cron, Instant after, Instant now) {
    if (kind == Kind.EVERY) {
      Duration every = Program.duration(value);
      if (every.toMillis() < 1) {
        throw new IllegalArgumentException("'every' has to be a millisecond at least");
      }
      long missed = Math.max(0, Duration.between(after, now).toMillis() / every.toMillis() - 1);
      return after.plus(every.multipliedBy(missed + 1));
    }
    Instant next = cron.next(value.asText(), after);
    Instant later = next;
    while (later != null && later.isBefore(now)) {
      next = later;
      later = cron.next(value.asText(), later);
    }
    return next;
  }

  /**
   * Refuses a schedule that never comes.
   *
   * @throws SluiceException {@code INVALID_WORKFLOW}
   */
  void check(CronTimes cron, Instant now) {
    try {
      if (isTimed() && next(cron, now, now) == null) {
        throw Programs.refused("its schedule never comes");
      }
    } catch (IllegalArgumentException e) {
      throw Programs.refused("its schedule is none: " + e.getMessage());
    }
    Program unused = program("checked");
  }

  /** The workflow that starts another one. */
  Program program(String workflow) {
    ObjectNode definition = JsonNodeFactory.instance.objectNode();
    definition
        .putObject("document")
        .put("dsl", "1.0.0")
        .put("namespace", "sluice")
        .put("name", "schedule")
        .put("version", "1.0.0");
    ArrayNode tasks = definition.putArray("do");
    switch (kind) {
      case CRON, EVERY -> {
        tasks.addObject().putObject("time").put("wait", "${ .due }");
        ObjectNode start = start(tasks.addObject().putObject("start"), workflow, false);
        start.put("key", "${ \"schedule \" + $workflow.input.due }");
        start.putObject("input");
      }
      case AFTER -> {
        ObjectNode attempt = tasks.addObject().putObject("run");
        start(attempt.putArray("try").addObject().putObject("start"), workflow, true)
            .putObject("input");
        attempt.putObject("catch");
        tasks.addObject().putObject("pause").set("wait", value);
      }
      case ON -> on(tasks, workflow);
    }
    return Programs.compile(definition);
  }

  private static ObjectNode start(ObjectNode task, String workflow, boolean await) {
    ObjectNode run = task.putObject("run");
    run.put("await", await);
    return run.putObject("workflow").put("name", workflow).put("version", "latest");
  }

  private void on(ArrayNode tasks, String workflow) {
    boolean each = value.has("one") || (value.has("any") && !value.has("until"));
    ObjectNode task = tasks.addObject().putObject("events");
    ObjectNode listen = task.putObject("listen");
    listen.put("read", "envelope");
    if (!each) {
      listen.set("to", value);
      ObjectNode start = start(tasks.addObject().putObject("start"), workflow, false);
      start.put("input", "${ . }");
      return;
    }
    // Each event starts an execution: many are taken before the next one of the schedule begins.
    ObjectNode to = listen.putObject("to");
    ArrayNode any = to.putArray("any");
    if (value.has("one")) {
      any.add(single(value.get("one")));
    } else {
      value.get("any").forEach(filter -> any.add(single(filter)));
    }
    to.put("until", "length >= " + EVENTS);
    ObjectNode foreach = task.putObject("foreach");
    foreach.put("item", "event");
    ObjectNode start =
        start(foreach.putArray("do").addObject().putObject("start"), workflow, false);
    start.put("input", "${ [$event] }");
    start.put("key", "${ $event.source + \" \" + $event.id }");
  }

  /** Keys that are the same in several events say nothing of one. */
  private static JsonNode single(JsonNode filter) {
    ObjectNode alone = filter.deepCopy();
    if (alone.path("correlate") instanceof ObjectNode keys) {
      keys.properties().removeIf(key -> !key.getValue().has("expect"));
    }
    return alone;
  }
}
