package dev.sluice.app.http;

import dev.sluice.api.BuildInfo;
import dev.sluice.api.BuildLogLine;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.LiveEvent;
import dev.sluice.api.LogLine;
import dev.sluice.core.build.BuildLine;
import dev.sluice.core.build.BuildRecord;
import dev.sluice.core.build.BuildRecord.State;
import dev.sluice.core.function.FunctionChanged;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.LogRecord;
import dev.sluice.core.live.LiveMessage;
import dev.sluice.core.rollout.RolloutChanged;
import dev.sluice.core.workflow.LifecycleEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is live, as the wire shows it. */
final class LiveWire {
  static final String FUNCTIONS = "functions";
  static final String INVOCATIONS = "invocations";
  static final String LOGS = "logs";
  static final String BUILDS = "builds";
  static final String EXECUTIONS = "executions";
  static final String ROLLOUTS = "rollouts";
  static final List<String> TOPICS =
      List.of(FUNCTIONS, INVOCATIONS, LOGS, BUILDS, EXECUTIONS, ROLLOUTS);

  private LiveWire() {}

  /** The topic of a message, or null for one that is not shown. */
  static @Nullable String topic(LiveMessage message) {
    if (message instanceof LogRecord) {
      return LOGS;
    }
    if (message instanceof InvocationRecord) {
      return INVOCATIONS;
    }
    if (message instanceof BuildRecord || message instanceof BuildLine) {
      return BUILDS;
    }
    if (message instanceof LifecycleEvent) {
      return EXECUTIONS;
    }
    if (message instanceof RolloutChanged) {
      return ROLLOUTS;
    }
    return message instanceof FunctionChanged ? FUNCTIONS : null;
  }

  static LiveEvent event(String topic, LiveMessage message) {
    if (message instanceof LogRecord line) {
      return event(topic, "line", message, null, InvocationWire.line(line), null, null);
    }
    if (message instanceof InvocationRecord done) {
      return event(topic, "finished", message, InvocationWire.invocation(done), null, null, null);
    }
    if (message instanceof BuildRecord build) {
      String action =
          build.state() == State.RUNNING ? "started" : InvocationWire.word(build.state());
      return event(topic, action, message, null, null, BuildWire.build(build), null);
    }
    if (message instanceof BuildLine line) {
      return event(topic, "line", message, null, null, null, BuildWire.line(line));
    }
    if (message instanceof LifecycleEvent happened) {
      return new LiveEvent(
          topic,
          happened.action(),
          happened.namespace(),
          happened.function(),
          null,
          null,
          null,
          null,
          happened.workflow(),
          happened.event(),
          null);
    }
    if (message instanceof RolloutChanged looked) {
      return new LiveEvent(
          topic,
          looked.action() == null ? "checked" : InvocationWire.word(looked.action()),
          looked.namespace(),
          looked.function(),
          null,
          null,
          null,
          null,
          null,
          null,
          RolloutWire.rollout(looked.now(), null));
    }
    String action = InvocationWire.word(((FunctionChanged) message).change());
    return event(topic, action, message, null, null, null, null);
  }

  private static LiveEvent event(
      String topic,
      String action,
      LiveMessage message,
      @Nullable InvocationInfo invocation,
      @Nullable LogLine log,
      @Nullable BuildInfo build,
      @Nullable BuildLogLine buildLine) {
    return new LiveEvent(
        topic,
        action,
        message.namespace(),
        message.function(),
        invocation,
        log,
        build,
        buildLine,
        null,
        null,
        null);
  }
}
