package dev.sluice.core.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Ticker;
import dev.sluice.core.invocation.pool.InstanceKey;
import dev.sluice.core.trace.Trace;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.OutputLine;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import dev.sluice.spi.sandbox.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * What one call of a function hears from and asks of the platform. What is denied or fails is said
 * in the function's log, and to the function. Confined to the thread that makes the call.
 */
final class CallPlatform implements Platform {
  private final Call call;
  private final ContextRequests requests;
  private final Function<InvokeCommand, InvokeOutcome> invoke;
  private final Clock clock;
  private final Ticker ticker;
  private final CountedCall counted;

  /**
   * Of which call.
   *
   * @param depth through how many functions it came
   * @param ends when its time is over, by the ticker
   */
  record Call(InstanceKey key, Trace trace, int depth, long ends, LogCapture log) {}

  CallPlatform(
      Call call,
      ContextRequests requests,
      Function<InvokeCommand, InvokeOutcome> invoke,
      CountedCall counted,
      Clock clock,
      Ticker ticker) {
    this.call = call;
    this.requests = requests;
    this.invoke = invoke;
    this.counted = counted;
    this.clock = clock;
    this.ticker = ticker;
  }

  @Override
  public void counted(Map<String, Long> counts) {
    counted.told(counts);
  }

  @Override
  public byte[] asked(byte[] question) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    try {
      JsonNode value =
          requests.answer(
              new ContextRequests.Asker(
                  call.key(),
                  call.trace(),
                  call.depth(),
                  Duration.ofNanos(Math.max(1, call.ends() - ticker.nanos()))),
              question,
              invoke);
      answer.set("value", value);
    } catch (SluiceException e) {
      String hint = e.hint();
      String message = hint == null ? e.detail() : e.detail() + " " + hint;
      call.log()
          .line(
              new OutputLine(
                  clock.instant(),
                  Stream.PLATFORM,
                  Level.WARN,
                  "context: " + message + " (" + e.code().code() + ")"));
      answer.putObject("error").put("code", e.code().code()).put("message", message);
    }
    return answer.toString().getBytes(StandardCharsets.UTF_8);
  }
}
