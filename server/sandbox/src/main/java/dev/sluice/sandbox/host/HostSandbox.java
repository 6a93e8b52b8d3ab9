package dev.sluice.sandbox.host;

import dev.sluice.sandbox.runtime.LanguageRuntime;
import dev.sluice.spi.sandbox.CodeBuilder;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.HostReport;
import dev.sluice.spi.sandbox.InstanceSpec;
import dev.sluice.spi.sandbox.OutputSink;
import dev.sluice.spi.sandbox.Reply;
import dev.sluice.spi.sandbox.RuntimeDescriptor;
import dev.sluice.spi.sandbox.SandboxProvider;
import dev.sluice.spi.sandbox.SandboxStats;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Instances made of language hosts. Thread-safe. */
public final class HostSandbox implements SandboxProvider {
  private static final Logger LOG = LoggerFactory.getLogger(HostSandbox.class);

  private final HostReport report;
  private final List<LanguageRuntime> runtimes;
  private final HostStarter starter;
  private final WarmHosts warm;
  private final HostArchives archives;
  private final Builds builds;
  private final Duration initTimeout;
  private final Runnable cleanUp;
  private final Set<HostProcess> instances = ConcurrentHashMap.newKeySet();

  /**
   * A sandbox.
   *
   * @param initTimeout longest time that a handler may take to load
   * @param cleanUp run at the end, when everything has been ended
   */
  public HostSandbox(
      HostReport report,
      List<LanguageRuntime> runtimes,
      HostStarter starter,
      WarmHosts warm,
      HostArchives archives,
      Builds builds,
      Duration initTimeout,
      Runnable cleanUp) {
    this.report = report;
    this.runtimes = List.copyOf(runtimes);
    this.starter = starter;
    this.warm = warm;
    this.archives = archives;
    this.builds = builds;
    this.initTimeout = initTimeout;
    this.cleanUp = cleanUp;
  }

  @Override
  public HostReport report() {
    return report;
  }

  @Override
  public List<RuntimeDescriptor> runtimes() {
    return List.copyOf(runtimes);
  }

  @Override
  public SandboxStats stats() {
    instances.removeIf(each -> !each.isAlive());
    return new SandboxStats(instances.size(), warm.size(), starter.memoryBytes(), starter.ends());
  }

  @Override
  public CodeBuilder builder() {
    return builds;
  }

  @Override
  public StartResult start(InstanceSpec spec, OutputSink output) {
    LanguageRuntime runtime =
        runtimes.stream()
            .filter(r -> r.name().equals(spec.runtime()) && r.installedVersion() != null)
            .findFirst()
            .orElse(null);
    if (runtime == null) {
      return new StartResult.Unavailable(
          "The runtime '" + spec.runtime() + "' is not installed on this host.");
    }
    if (spec.image() != null && runtime.whyNoImages() != null) {
      return new StartResult.Unavailable(String.valueOf(runtime.whyNoImages()));
    }
    HostProcess host;
    try {
      host =
          spec.image() == null
              ? warm.take(runtime, spec.network())
              : starter.startImage(runtime, spec.network(), spec.code());
    } catch (IOException e) {
      LOG.error("A sandbox for '{}' did not start.", spec.function(), e);
      return new StartResult.Unavailable(String.valueOf(e.getMessage()));
    }
    try {
      Reply.Failure failure = host.load(spec, initTimeout, output);
      if (failure == null) {
        instances.removeIf(each -> !each.isAlive());
        instances.add(host);
        return new StartResult.Started(host);
      }
      host.end(EndReason.LOAD_FAILED);
      return new StartResult.LoadFailed(failure);
    } catch (IOException e) {
      host.end(EndReason.START_FAILED);
      LOG.error("The code of '{}' could not be handed to its sandbox.", spec.function(), e);
      return new StartResult.Unavailable("The code could not be handed to the sandbox.");
    }
  }

  @Override
  public void close() {
    builds.stop();
    warm.close();
    archives.close();
    instances.forEach(instance -> instance.end(EndReason.SHUTDOWN));
    starter.close();
    cleanUp.run();
  }
}
