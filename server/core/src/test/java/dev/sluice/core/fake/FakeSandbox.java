package dev.sluice.core.fake;

import dev.sluice.spi.sandbox.CallUsage;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.HostReport;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.InstanceSpec;
import dev.sluice.spi.sandbox.OutputSink;
import dev.sluice.spi.sandbox.Reply;
import dev.sluice.spi.sandbox.RuntimeDescriptor;
import dev.sluice.spi.sandbox.SandboxProvider;
import dev.sluice.spi.sandbox.SandboxStats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The spi's sandbox in this JVM: what a start and a call do is up to the test. Thread-safe. */
public final class FakeSandbox implements SandboxProvider {
  /** What each call uses. */
  public static final CallUsage USED = new CallUsage(Duration.ofNanos(1_500_000), 20L << 20);

  /** What the next starts come to. */
  public volatile Function<InstanceSpec, StartResult> starts =
      spec -> new StartResult.Started(new FakeInstance(this, spec));

  /** What calls come to. */
  public volatile BiFunction<Instance.Call, OutputSink, Reply> calls =
      (call, output) -> new Reply.Success(call.payload(), call.contentType());

  public final List<FakeInstance> started = new CopyOnWriteArrayList<>();

  @Override
  public HostReport report() {
    return new HostReport("process", "rlimit", List.of());
  }

  @Override
  public List<RuntimeDescriptor> runtimes() {
    return List.of(
        new FakeRuntime("python3", "3.11"),
        new FakeRuntime("ruby", null),
        new FakeRuntime("default", "1"));
  }

  /** What each instance that lives uses. */
  public volatile long memoryOfEach;

  @Override
  public SandboxStats stats() {
    return new SandboxStats((int) alive(), 0, alive() * memoryOfEach, Map.of());
  }

  @Override
  public StartResult start(InstanceSpec spec, OutputSink output) {
    return starts.apply(spec);
  }

  @Override
  public void close() {
    started.forEach(instance -> instance.end(EndReason.SHUTDOWN));
  }

  /** Those that were not ended. */
  public long alive() {
    return started.stream().filter(FakeInstance::isAlive).count();
  }

  /** An instance that lives until it is ended. */
  public static final class FakeInstance implements Instance {
    private final FakeSandbox sandbox;
    public final InstanceSpec spec;
    public volatile @Nullable EndReason endedBecause;

    public FakeInstance(FakeSandbox sandbox, InstanceSpec spec) {
      this.sandbox = sandbox;
      this.spec = spec;
      sandbox.started.add(this);
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
      return sandbox.calls.apply(call, output);
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
      return endedBecause == null;
    }

    @Override
    public void end(EndReason reason) {
      endedBecause = reason;
    }
  }

  /** A runtime with handlers of two parts. */
  private record FakeRuntime(String name, String installedVersion) implements RuntimeDescriptor {
    @Override
    public String handlerExample() {
      return "main.handler";
    }

    @Override
    public @Nullable String defaultHandler() {
      return name.equals("default") ? "the.default" : null;
    }

    @Override
    public String checkHandler(String handler) {
      return handler.matches("\\w+\\.\\w+") ? null : "'" + handler + "' is not a handler.";
    }

    @Override
    public boolean servesSeveral() {
      return name.equals("python3");
    }

    @Override
    public String inlineFile(String handler, String text) {
      return handler.substring(0, handler.indexOf('.')) + ".py";
    }
  }
}
