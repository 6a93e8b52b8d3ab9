package dev.sluice.core.invocation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Ticker;
import dev.sluice.core.invocation.pool.InstanceKey;
import dev.sluice.core.trace.Trace;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.OutputLine;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import dev.sluice.spi.sandbox.Platform;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one call of a function hears from and asks of the platform. What is denied or fails is said
 * in the function's log, and to the function. Confined to the thread that makes the call.
 */
final class CallPlatform implements Platform {
  /** So that no function keeps the server busy with questions alone. */
  static final int MOST_QUESTIONS = 10_000;

  /** Lines in the log about what one call was refused. */
  static final int MOST_LINES = 20;

  private static final byte[] BEFORE = "{\"value\":".getBytes(StandardCharsets.UTF_8);

  private static final Logger LOG = LoggerFactory.getLogger(CallPlatform.class);

  private final Call call;
  private final ContextRequests requests;
  private final Function<InvokeCommand, InvokeOutcome> invoke;
  private final Clock clock;
  private final Ticker ticker;
  private final CountedCall counted;
  private int questions;
  private int refused;

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
    return answer(
        () ->
            requests.answer(
                new ContextRequests.Asker(
                    call.key(),
                    call.trace(),
                    call.depth(),
                    Duration.ofNanos(Math.max(1, call.ends() - ticker.nanos()))),
                question,
                invoke));
  }

  @Override
  public byte[] askedTooMuch(long bytes, int most) {
    return answer(
        () -> {
          throw new SluiceException(
              ErrorCode.PAYLOAD_TOO_LARGE,
              "The question has " + bytes + " bytes; at most " + most + " are allowed.",
              "Send less, or a reference to where the data is.");
        });
  }

  private byte[] answer(Supplier<byte[]> asked) {
    try {
      if (++questions > MOST_QUESTIONS) {
        throw new SluiceException(
            ErrorCode.TOO_MANY_QUESTIONS,
            "The call has asked the platform " + MOST_QUESTIONS + " times already.",
            "Share the work among several calls.");
      }
      byte[] value = asked.get();
      return ByteBuffer.allocate(BEFORE.length + value.length + 1)
          .put(BEFORE)
          .put(value)
          .put((byte) '}')
          .array();
    } catch (SluiceException e) {
      String hint = e.hint();
      return refuse(e.code(), hint == null ? e.detail() : e.detail() + " " + hint);
    } catch (RuntimeException e) {
      // The function waits for an answer, and is told no more than a caller would be.
      LOG.error("A question of '{}' cannot be answered.", call.key().function(), e);
      return refuse(ErrorCode.INTERNAL, "The platform failed. Its log says why.");
    }
  }

  private byte[] refuse(ErrorCode code, String message) {
    if (++refused <= MOST_LINES) {
      String more = refused == MOST_LINES ? "; more of this call are not shown" : "";
      say("context: " + message + " (" + code.code() + ")" + more);
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .putObject("error")
        .put("code", code.code())
        .put("status", code.status())
        .put("message", message);
    return answer.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void say(String text) {
    call.log().line(new OutputLine(clock.instant(), Stream.PLATFORM, Level.WARN, text));
  }
}
