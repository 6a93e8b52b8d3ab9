package dev.sluice.app.http;

import dev.sluice.api.LiveEvent;
import dev.sluice.core.function.FunctionChanged;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.LogRecord;
import dev.sluice.core.live.LiveMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is live, as the wire shows it. */
final class LiveWire {
  static final String FUNCTIONS = "functions";
  static final String INVOCATIONS = "invocations";
  static final String LOGS = "logs";
  static final List<String> TOPICS = List.of(FUNCTIONS, INVOCATIONS, LOGS);

  private LiveWire() {}

  /** The topic of a message, or null for one that is not shown. */
  static @Nullable String topic(LiveMessage message) {
    if (message instanceof LogRecord) {
      return LOGS;
    }
    if (message instanceof InvocationRecord) {
      return INVOCATIONS;
    }
    return message instanceof FunctionChanged ? FUNCTIONS : null;
  }

  static LiveEvent event(String topic, LiveMessage message) {
    if (message instanceof LogRecord line) {
      return event(topic, "line", message, null, line);
    }
    if (message instanceof InvocationRecord done) {
      return event(topic, "finished", message, done, null);
    }
    return event(
        topic, InvocationWire.word(((FunctionChanged) message).change()), message, null, null);
  }

  private static LiveEvent event(
      String topic,
      String action,
      LiveMessage message,
      @Nullable InvocationRecord done,
      @Nullable LogRecord line) {
    return new LiveEvent(
        topic,
        action,
        message.namespace(),
        message.function(),
        done == null ? null : InvocationWire.invocation(done),
        line == null ? null : InvocationWire.line(line));
  }
}
