package dev.sluice.studio.core.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.LogLine;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerAccess;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds what a line of a log came of. Confined to the UI thread. */
public final class LineOrigin {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerAccess server;

  /** Asks this server. */
  public LineOrigin(ServerAccess server) {
    this.server = server;
  }

  /** Whether there may be an execution. */
  public static boolean mayHaveExecution(LogLine line) {
    return line.execution() != null || mayHaveEvent(line);
  }

  /** Whether there may be an event. */
  public static boolean mayHaveEvent(LogLine line) {
    return !line.invocation().isEmpty();
  }

  /**
   * Finds the execution that the line is about, or whose call wrote it.
   *
   * @param none is told in a sentence why there is none
   */
  public void execution(LogLine line, Consumer<String> found, Consumer<String> none) {
    String known = line.execution();
    if (known != null) {
      found.accept(known);
      return;
    }
    server
        .calls()
        .start(
            "Finding the execution",
            client -> client.invocation(line.invocation()),
            info -> {
              String execution = execution(info);
              if (execution == null) {
                none.accept("No workflow made this invocation: it came by " + info.trigger() + ".");
              } else {
                found.accept(execution);
              }
            },
            failure -> none.accept(failure.sentence()));
  }

  /** Calls of workflows have their execution and what in it made them as the id of their event. */
  private static @Nullable String execution(InvocationInfo info) {
    String event = info.eventId();
    int end = event == null ? -1 : event.indexOf(':');
    return info.trigger().equals("workflow") && end > 0 ? event.substring(0, end) : null;
  }

  /**
   * Finds the event that the invocation was given, as text: JSON is indented.
   *
   * @param none is told in a sentence why there is none
   */
  public void event(LogLine line, Consumer<String> found, Consumer<String> none) {
    server
        .calls()
        .start(
            "Loading the event",
            client -> text(client.queue().payload(line.invocation())),
            found,
            (Failure failure) -> none.accept(failure.sentence()));
  }

  private static String text(byte[] payload) {
    String text = new String(payload, StandardCharsets.UTF_8);
    try {
      JsonNode tree = JSON.readTree(text);
      return tree == null || tree.isMissingNode() ? "" : tree.toPrettyString();
    } catch (JsonProcessingException e) {
      return text;
    }
  }
}
