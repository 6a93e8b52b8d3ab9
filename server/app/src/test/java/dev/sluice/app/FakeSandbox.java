package dev.sluice.app;

import dev.sluice.spi.sandbox.CallUsage;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.HostCheck;
import dev.sluice.spi.sandbox.HostReport;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.InstanceSpec;
import dev.sluice.spi.sandbox.OutputSink;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.OutputLine;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import dev.sluice.spi.sandbox.Reply;
import dev.sluice.spi.sandbox.RuntimeDescriptor;
import dev.sluice.spi.sandbox.SandboxProvider;
import dev.sluice.spi.sandbox.SandboxStats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox at the spi's port: the handler's name says what its function does. {@code main.echo}
 * answers with the event, {@code main.type} with its content type; {@code main.log} logs it; others
 * fail, as they are called.
 */
public final class FakeSandbox implements SandboxProvider {
  private static final CallUsage USED = new CallUsage(Duration.ofNanos(1_500_000), 20L << 20);

  public final CountDownLatch release = new CountDownLatch(1);
  public final CountDownLatch entered = new CountDownLatch(1);

  @Override
  public HostReport report() {
    return new HostReport(
        "process",
        "rlimit",
        List.of(
            new HostCheck(
                "sandbox", HostCheck.State.WARNING, "Functions run without a sandbox.", "")));
  }

  @Override
  public List<RuntimeDescriptor> runtimes() {
    return List.of(new FakeRuntime());
  }

  @Override
  public SandboxStats stats() {
    return new SandboxStats(0, 0, 0, Map.of());
  }

  @Override
  public StartResult start(InstanceSpec spec, OutputSink output) {
    return switch (spec.handler()) {
      case "main.broken" ->
          new StartResult.LoadFailed(failure(FailureKind.LOAD_FAILED, "SyntaxError"));
      case "main.nohost" -> new StartResult.Unavailable("No process could be started.");
      default -> new StartResult.Started(new FakeInstance(this, spec.handler()));
    };
  }

  private static Reply.Failure failure(FailureKind kind, String type) {
    return new Reply.Failure(kind, type, "it went wrong", List.of("main.py:1"));
  }

  @Override
  public void close() {
    release.countDown();
  }

  private static final class FakeInstance implements Instance {
    private final FakeSandbox sandbox;
    private final String handler;
    private volatile boolean ended;

    FakeInstance(FakeSandbox sandbox, String handler) {
      this.sandbox = sandbox;
      this.handler = handler;
    }

    @Override
    public String id() {
      return "fake";
    }

    @Override
    public Duration sandboxTime() {
      return Duration.ofMillis(3);
    }

    @Override
    public Duration loadTime() {
      return Duration.ofMillis(2);
    }

    @Override
    public Reply invoke(Call call, OutputSink output) {
      return switch (handler) {
        case "main.echo" -> new Reply.Success(call.payload(), call.contentType());
        case "main.count" -> {
          call.platform().counted(java.util.Map.of("orders", 2L, "bad name", 1L));
          yield new Reply.Success(
              call.traceparent().getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8");
        }
        case "main.type" ->
            new Reply.Success(
                call.contentType().getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8");
        case "main.log" -> {
          String text = new String(call.payload(), StandardCharsets.UTF_8);
          for (String line : text.split("\n", -1)) {
            Level level = line.contains("bad") ? Level.ERROR : Level.INFO;
            output.line(new OutputLine(Instant.now(), Stream.STDOUT, level, line));
          }
          yield new Reply.Success("null".getBytes(StandardCharsets.UTF_8), "application/json");
        }
        case "main.wait" -> {
          sandbox.entered.countDown();
          yield new Reply.Success(
              Boolean.toString(await()).getBytes(StandardCharsets.UTF_8), "application/json");
        }
        case "main.exit" -> failure(FailureKind.EXITED, "Process.Exited");
        case "main.slow" -> failure(FailureKind.TIMED_OUT, "Function.TimedOut");
        case "main.memory" -> failure(FailureKind.OUT_OF_MEMORY, "Function.OutOfMemory");
        case "main.protocol" -> failure(FailureKind.PROTOCOL_BROKEN, "Protocol.Broken");
        case "main.large" -> failure(FailureKind.RESULT_TOO_LARGE, "Result.TooLarge");
        case "main.bug" -> throw new IllegalStateException("a bug of the platform");
        default -> failure(FailureKind.RAISED, "ValueError");
      };
    }

    private boolean await() {
      try {
        return sandbox.release.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public CallUsage usage() {
      return USED;
    }

    @Override
    public Long memoryBytes() {
      return 1L << 20;
    }

    @Override
    public @Nullable String invocation() {
      return null;
    }

    @Override
    public boolean isAlive() {
      return !ended;
    }

    @Override
    public void end(EndReason reason) {
      ended = true;
    }
  }

  private record FakeRuntime() implements RuntimeDescriptor {
    @Override
    public String name() {
      return "python3";
    }

    @Override
    public String installedVersion() {
      return "3.11";
    }

    @Override
    public String handlerExample() {
      return "main.handler";
    }

    @Override
    public String checkHandler(String handler) {
      return handler.matches("\\w+\\.\\w+") ? null : "'" + handler + "' is not a handler.";
    }

    @Override
    public String inlineFile(String handler, String text) {
      return handler.substring(0, handler.indexOf('.')) + ".py";
    }
  }
}
