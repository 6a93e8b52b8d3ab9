package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record of one invocation.
 *
 * @param version {@code latest} or the number of the version that served it
 * @param qualifier what the caller asked for: {@code latest}, a version or an alias
 * @param routedBy why this version: {@code qualifier} named it, {@code alias} has only this one,
 *     drawn by {@code weight}, or told by the {@code routing-key}
 * @param trigger what asked for it, for example {@code http}
 * @param status {@code queued}, {@code running}, {@code succeeded}, {@code failed}, {@code
 *     timed-out}, {@code dead-lettered} or {@code cancelled}
 * @param start {@code cold} or {@code warm}; null while no instance was found
 * @param phases where the time went; null while running
 * @param durationMs milliseconds from receipt to the end; null while running
 * @param usage what the call used; null while running, where no instance was found and where nobody
 *     can tell
 * @param requestBytes size of the payload
 * @param resultBytes size of the result; null unless it succeeded
 * @param resultDigest SHA-256 of the result, in hexadecimal digits; null unless it succeeded
 * @param eventId the CloudEvent's id, or null for events of other kinds
 * @param replayOf the invocation that this one repeats, or null
 * @param traceId of the trace that it belongs to, 32 hexadecimal digits; null where it is not known
 * @param counts what the function counted, by name; null for nothing
 * @param attempts how often it was tried; null where somebody waited for it
 * @param delayMs milliseconds from its acceptance to the last attempt; null where somebody waited
 *     for it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record InvocationInfo(
    String id,
    String namespace,
    String function,
    String version,
    String qualifier,
    String routedBy,
    String trigger,
    String status,
    @Nullable String start,
    Instant createdAt,
    @Nullable Double durationMs,
    @Nullable Phases phases,
    @Nullable Usage usage,
    long requestBytes,
    @Nullable Long resultBytes,
    @Nullable String resultDigest,
    @Nullable String eventId,
    @Nullable String replayOf,
    @Nullable String traceId,
    @Nullable Map<String, Long> counts,
    @Nullable Integer attempts,
    @Nullable Double delayMs,
    @Nullable FunctionError error) {

  /**
   * Milliseconds spent in each phase.
   *
   * @param queue waiting for a free instance
   * @param sandbox starting the sandbox and the language host; 0 when warm
   * @param load loading the handler; 0 when warm
   * @param handler the call itself, with the wire
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Phases(
      double queue, double sandbox, double load, double handler, @Nullable Double bindings) {
    /** One without bindings. */
    public Phases(double queue, double sandbox, double load, double handler) {
      this(queue, sandbox, load, handler, null);
    }
  }

  /**
   * What the call used, without the loading of its code.
   *
   * @param cpuMs milliseconds on processors, of all processes together
   * @param peakMemoryBytes the most memory at one time
   * @param mibSeconds the memory of the definition, in MiB, times the seconds of the call
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Usage(double cpuMs, long peakMemoryBytes, double mibSeconds) {}
}
