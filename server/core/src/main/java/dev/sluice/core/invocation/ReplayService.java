package dev.sluice.core.invocation;

import dev.sluice.core.function.RoutingValues;
import org.jspecify.annotations.Nullable;

/** Repeats invocations whose payload was kept. Thread-safe. */
public final class ReplayService {
  private static final String TRIGGER = "replay";

  private final RecordService records;
  private final InvocationService invocations;

  public ReplayService(RecordService records, InvocationService invocations) {
    this.records = records;
    this.invocations = invocations;
  }

  /**
   * Runs the same function with the same event.
   *
   * @param qualifier the version to run, or null for what the first one asked for
   * @throws SluiceException {@code INVOCATION_NOT_FOUND}, {@code PAYLOAD_NOT_KEPT}, or as {@link
   *     InvocationService#invoke}
   */
  public InvokeOutcome replay(
      String namespace, String id, @Nullable String qualifier, boolean keepLines) {
    InvocationRecord first = records.get(namespace, id);
    InvocationRecord.Request request = first.request();
    byte[] payload = request.kept();
    return invocations.invoke(
        new InvokeCommand(
            namespace,
            first.function(),
            qualifier == null ? first.qualifier() : qualifier,
            new InvokeCommand.Event(
                payload, request.contentType(), request.eventId(), null, RoutingValues.NONE),
            TRIGGER,
            first.id(),
            null,
            keepLines));
  }
}
