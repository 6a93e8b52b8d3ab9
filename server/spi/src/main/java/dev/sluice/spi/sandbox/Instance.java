package dev.sluice.spi.sandbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One sandboxed process that serves as many calls at a time as its spec says. While it serves none
 * it may be stopped, so that what it does in the background burns nothing.
 */
public interface Instance {

  /** Unique in this server, for logs and listings. */
  String id();

  /** How long the sandbox and the language host took to come up. */
  Duration sandboxTime();

  /** How long the handler took to load. */
  Duration loadTime();

  /**
   * Runs the handler once and blocks until it has answered, failed or run out of time. Never throws
   * for what the function does. After a failure other than {@link FailureKind#RAISED} and {@link
   * FailureKind#RESULT_TOO_LARGE} the instance is dead; where it serves several calls, one that ran
   * out of time leaves the others to end theirs.
   *
   * @param output gets what the function writes during the call, in order, complete when the method
   *     returns
   */
  Reply invoke(Call call, OutputSink output);

  /**
   * What the call that returned last has used; null when nobody can tell. For the thread that made
   * the call, before it makes another. Of what several calls used at a time each has an equal
   * share.
   */
  @Nullable CallUsage usage();

  /** What all its processes hold of the memory, in bytes; null when nobody can tell. */
  @Nullable Long memoryBytes();

  /** The id of the invocation that it has served for longest; null while it serves none. */
  @Nullable String invocation();

  /**
   * False once the process has ended or {@link #end} was called, and once it takes no more calls.
   */
  boolean isAlive();

  /** Ends the whole process tree; returns once that is under way. Does nothing the second time. */
  void end(EndReason reason);

  /**
   * One call.
   *
   * @param invocation id of the invocation, seen by the function as its request id
   * @param payload the event's bytes
   * @param contentType its media type; decides how the handler sees it
   * @param timeout from now until the function is asked to end; it is ended by force a moment later
   * @param resultLimit largest result in bytes
   * @param bindings what was read for the function, a JSON object; null where it has no bindings
   * @param traceparent where in a trace the call is, as W3C writes it; empty for nowhere
   * @param platform what hears what the function tells
   */
  record Call(
      String invocation,
      byte[] payload,
      String contentType,
      Duration timeout,
      int resultLimit,
      byte @Nullable [] bindings,
      String traceparent,
      Platform platform) {

    /** One of a function without bindings, that belongs to no trace and is not heard. */
    public Call(
        String invocation, byte[] payload, String contentType, Duration timeout, int resultLimit) {
      this(invocation, payload, contentType, timeout, resultLimit, null, "", Platform.DEAF);
    }
  }
}
