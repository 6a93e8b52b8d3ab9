package dev.sluice.javahost;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.api.client.EventHandlerLoader;
import com.amazonaws.services.lambda.runtime.api.client.HandlerInfo;
import com.amazonaws.services.lambda.runtime.api.client.LambdaRequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.sluice.javahost.Wire.Call;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * A handler for AWS, called by the part of AWS's own runtime client that does so there: how events
 * become objects and results become JSON, and what of a class is a handler, is decided by it. Its
 * other part, a loop over HTTP, is what this host is in place of (ADR 12). What the client makes of
 * a class keeps its result in itself: there are as many objects of the function's class as there
 * were calls at a time.
 */
final class AwsHandler implements Handler {
  private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);

  private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

  private final HandlerInfo info;
  private final About about;
  private final Deque<LambdaRequestHandler> idle = new ConcurrentLinkedDeque<>();

  private AwsHandler(HandlerInfo info, About about) {
    this.info = info;
    this.about = about;
    idle.push(load());
  }

  private LambdaRequestHandler load() {
    LambdaRequestHandler handler = EventHandlerLoader.loadEventHandler(info);
    if (handler instanceof LambdaRequestHandler.UserFaultHandler failed) {
      // It would answer every call with this.
      throw failed.fault;
    }
    return handler;
  }

  /**
   * Loads it.
   *
   * @param method null for what the class's interface says
   */
  static AwsHandler of(
      Class<?> type, @Nullable String method, About about, ClassLoader loader, Output output)
      throws ReflectiveOperationException {
    // What the client's own main sets, and gives nobody else a way to.
    set(AWSLambda.class, "customerClassLoader", loader);
    set(LambdaRuntime.class, "logger", new Logger(output));
    return new AwsHandler(new HandlerInfo(type, method), about);
  }

  private static void set(Class<?> type, String name, Object value)
      throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    field.set(null, value);
  }

  @Override
  public Answer call(Call call, long deadline) throws Throwable {
    InvocationRequest request = new InvocationRequest();
    request.setId(call.id());
    request.setInvokedFunctionArn(about.arn());
    request.setDeadlineTimeInMs(deadline);
    trace(request, call.traceparent());
    request.setContent(call.event().length == 0 ? NULL : call.event());
    LambdaRequestHandler free = idle.poll();
    LambdaRequestHandler handler = free == null ? load() : free;
    try {
      return Answer.json(handler.call(request).toByteArray());
    } finally {
      idle.push(handler);
    }
  }

  /** As AWS writes it, where its client puts it and where its tracing looks for it. */
  private void trace(InvocationRequest request, String traceparent) {
    if (traceparent.isEmpty()) {
      return;
    }
    String trace =
        "Root=1-"
            + traceparent.substring(3, 11)
            + "-"
            + traceparent.substring(11, 35)
            + ";Parent="
            + traceparent.substring(36, 52)
            + ";Sampled="
            + traceparent.charAt(54);
    request.setXrayTraceId(trace);
    if (about.concurrency() == 1) {
      System.setProperty(TRACE_PROPERTY, trace);
    }
  }

  /** {@code context.getLogger()}. Thread-safe. */
  private record Logger(Output output) implements LambdaLogger {
    @Override
    public void log(String text) {
      log(text, LogLevel.INFO);
    }

    @Override
    public void log(byte[] text) {
      log(text, LogLevel.INFO);
    }

    @Override
    public void log(byte[] text, LogLevel level) {
      log(new String(text, StandardCharsets.UTF_8), level);
    }

    @Override
    public void log(String text, LogLevel level) {
      output.lines(
          'O',
          switch (level) {
            case TRACE, DEBUG -> 'D';
            case WARN -> 'W';
            case ERROR, FATAL -> 'E';
            default -> 'I';
          },
          text);
    }
  }
}
