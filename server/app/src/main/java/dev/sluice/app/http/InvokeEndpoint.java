package dev.sluice.app.http;

import dev.sluice.api.FunctionError;
import dev.sluice.api.Problem;
import dev.sluice.api.SluiceHeaders;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.function.Qualifiers;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.invocation.InvokeCommand;
import dev.sluice.core.invocation.InvokeOutcome;
import dev.sluice.core.invocation.ReplayService;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.StoredValues;
import dev.sluice.core.trace.Trace;
import io.cloudevents.CloudEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From an HTTP event to an HTTP answer, whoever carries them. Thread-safe. */
final class InvokeEndpoint {
  private static final List<String> MODES = List.of("sync", "async", "dryrun");
  private static final String TRIGGER = "http";

  private final InvocationService invocations;
  private final ReplayService replays;
  private final EventQueue queue;

  InvokeEndpoint(InvocationService invocations, ReplayService replays, EventQueue queue) {
    this.invocations = invocations;
    this.replays = replays;
    this.queue = queue;
  }

  /**
   * A request as it came.
   *
   * @param contentType the header, or null
   * @param cloudEvent headers of a CloudEvent in binary mode without their prefix; empty for others
   * @param header finds a header of the request by its name, null where it is missing
   */
  record Event(
      @Nullable String contentType,
      Map<String, String> cloudEvent,
      Function<String, @Nullable String> header,
      byte[] body) {}

  /** The largest body, for who reads it. */
  int bodyLimit() {
    return invocations.settings().maxPayloadBytes();
  }

  /**
   * Runs the function, or checks that it could run, or has its event accepted: that alone is not
   * over on return, and what is returned is completed by a thread that must not be held up.
   *
   * @param lookups runs what has to look for an earlier invocation
   * @throws SluiceException when the request is refused; a function that fails is an answer
   */
  CompletableFuture<InvokeAnswer> answer(
      String namespace,
      String function,
      @Nullable String qualifier,
      @Nullable String mode,
      @Nullable String log,
      Event event,
      Executor lookups) {
    String how = Params.word("mode", mode, MODES);
    boolean tail = tail(log);
    InvokeCommand command =
        command(
            namespace,
            function,
            qualifier == null || qualifier.isEmpty() ? Qualifiers.LATEST : qualifier,
            event,
            tail);
    if ("dryrun".equals(how)) {
      String version = invocations.admit(command).version();
      return CompletableFuture.completedFuture(
          new InvokeAnswer(204, "", new byte[0], List.of(SluiceHeaders.VERSION, version)));
    }
    if ("async".equals(how)) {
      return queue.submit(command, lookups).thenApply(InvokeEndpoint::accepted);
    }
    return CompletableFuture.completedFuture(answer(invocations.invoke(command), tail));
  }

  /** Runs a function for an event that is not queued, though it could be. */
  InvokeAnswer answer(QueuedEvent event) {
    QueuedEvent.Content content = event.content();
    byte[] payload = Objects.requireNonNull(content.payload());
    return answer(
        invocations.invoke(
            new InvokeCommand(
                event.queue().namespace(),
                event.queue().function(),
                event.qualifier(),
                new InvokeCommand.Event(
                    payload,
                    content.contentType(),
                    content.eventId(),
                    content.source(),
                    new StoredValues(event),
                    event.routing().trace()),
                event.trigger(),
                null,
                null,
                false)),
        false);
  }

  private static InvokeAnswer accepted(InvocationRecord record) {
    return new InvokeAnswer(
        202,
        MediaTypes.JSON,
        Json.write(InvocationWire.invocation(record)),
        List.of(SluiceHeaders.INVOCATION_ID, record.id()));
  }

  /**
   * Runs the function of an earlier invocation with the event of that.
   *
   * @param qualifier the version to run, or null for what the earlier one asked for
   */
  InvokeAnswer replay(
      String namespace, String invocation, @Nullable String qualifier, @Nullable String log) {
    boolean tail = tail(log);
    return answer(replays.replay(namespace, invocation, qualifier, tail), tail);
  }

  private static boolean tail(@Nullable String log) {
    return Params.word("log", log, List.of("tail", "none")) != null && "tail".equals(log);
  }

  private static InvokeCommand command(
      String namespace, String function, String qualifier, Event event, boolean tail) {
    String contentType = MediaTypes.of(event.contentType());
    byte[] payload = event.body();
    @Nullable String id;
    @Nullable String source;
    String trace = event.header().apply(Trace.NAME);
    if (!event.cloudEvent().isEmpty()
        && !CloudEventRequests.isFormat(MediaTypes.bare(contentType))) {
      CloudEvents.Binary binary =
          CloudEvents.binary(event.cloudEvent(), event.contentType(), payload);
      payload = binary.json();
      contentType = MediaTypes.CLOUD_EVENT;
      id = binary.id();
      source = binary.source();
      trace = trace == null ? binary.trace() : trace;
    } else {
      CloudEvent checked = check(contentType, payload);
      id = checked == null ? null : checked.getId();
      source = checked == null ? null : checked.getSource().toString();
      if (trace == null && checked != null) {
        trace = checked.getExtension(Trace.NAME) instanceof String given ? given : null;
      }
    }
    return new InvokeCommand(
        namespace,
        function,
        qualifier,
        new InvokeCommand.Event(
            payload,
            contentType,
            id,
            source,
            new RequestValues(event.header(), contentType, payload),
            trace),
        TRIGGER,
        null,
        null,
        tail);
  }

  /**
   * Checks an event that is no CloudEvent in binary mode. No body at all is an event too: the
   * function gets null.
   *
   * @return the CloudEvent, or null for a batch and for events of other kinds
   */
  static @Nullable CloudEvent check(String contentType, byte[] payload) {
    String bare = MediaTypes.bare(contentType);
    if (CloudEventRequests.isFormat(bare)) {
      List<CloudEvent> events = CloudEventRequests.formatted(contentType, payload);
      return bare.equals(MediaTypes.CLOUD_EVENT) ? events.get(0) : null;
    }
    if (MediaTypes.isJson(bare) && payload.length > 0) {
      JsonPayload.check(payload);
    }
    return null;
  }

  private static InvokeAnswer answer(InvokeOutcome outcome, boolean tail) {
    InvocationRecord done = outcome.record();
    List<String> headers = new ArrayList<>(12);
    add(headers, SluiceHeaders.INVOCATION_ID, done.id());
    add(headers, SluiceHeaders.VERSION, done.version());
    Boolean cold = done.cold();
    if (cold != null) {
      add(headers, SluiceHeaders.START, InvocationWire.start(cold));
    }
    add(
        headers,
        SluiceHeaders.DURATION_MS,
        Double.toString(InvocationWire.millis(done.duration())));
    if (tail) {
      add(headers, SluiceHeaders.LOG_TAIL, LogTail.encode(outcome.lines()));
    }
    InvocationRecord.Failure failure = done.failure();
    if (failure == null) {
      return new InvokeAnswer(
          200, MediaTypes.ofResult(outcome.contentType()), outcome.body(), headers);
    }
    add(headers, SluiceHeaders.FUNCTION_ERROR, headerText(failure.type()));
    FunctionError error = InvocationWire.error(failure);
    Problem problem =
        Problems.problem(failure.code(), detail(done, failure), null, null, done.id(), error);
    return new InvokeAnswer(problem.status(), Problem.MEDIA_TYPE, Json.write(problem), headers);
  }

  private static String detail(InvocationRecord done, InvocationRecord.Failure failure) {
    String message = failure.message().isEmpty() ? "" : ": " + Text.shorten(failure.message(), 500);
    return "'" + done.function() + "' failed with " + failure.type() + message;
  }

  private static void add(List<String> headers, String name, String value) {
    headers.add(name);
    headers.add(value);
  }

  /** A function may call its errors anything; a header takes visible ASCII only. */
  private static String headerText(String text) {
    String visible = text.replaceAll("[^\\x21-\\x7e]", "?");
    return visible.isEmpty() ? "Error" : visible;
  }
}
