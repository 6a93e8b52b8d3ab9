package dev.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sandbox.SandboxConfig.Isolation;
import dev.sluice.sandbox.jail.CgroupsOfHost;
import dev.sluice.sandbox.jail.NoCgroups;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.InstanceSpec;
import dev.sluice.spi.sandbox.OutputSink;
import dev.sluice.spi.sandbox.Reply;
import dev.sluice.spi.sandbox.SandboxProvider;
import dev.sluice.spi.sandbox.SandboxProvider.StartResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** A sandbox of this host in a folder of the test, with functions of a test. Not thread-safe. */
final class TestSandbox implements AutoCloseable {
  private final Path folder;
  private final SandboxProvider provider;
  private int functions;
  private int calls;

  private TestSandbox(Path folder, SandboxProvider provider) {
    this.folder = folder;
    this.provider = provider;
  }

  /** With settings of a test's own. */
  static TestSandbox in(Path folder, SandboxConfig config) throws Exception {
    return new TestSandbox(folder, Sandboxes.open(config));
  }

  /** With this host's control groups. */
  static TestSandbox in(Path folder, Isolation isolation) throws Exception {
    return in(folder, config(folder, isolation));
  }

  /** As on a host whose control groups this server may not use, or with those that it may. */
  static TestSandbox in(Path folder, boolean withControlGroups) throws Exception {
    return new TestSandbox(
        folder,
        Sandboxes.open(
            config(folder, Isolation.BUBBLEWRAP),
            withControlGroups ? CgroupsOfHost::open : name -> new NoCgroups("for this test")));
  }

  static SandboxConfig config(Path folder, Isolation isolation) {
    return config(folder, isolation, SandboxLimits.defaults());
  }

  static SandboxConfig config(Path folder, Isolation isolation, SandboxLimits limits) {
    return config(folder, isolation, limits, 0);
  }

  static SandboxConfig config(
      Path folder, Isolation isolation, SandboxLimits limits, int warmHosts) {
    return new SandboxConfig(
        isolation,
        warmHosts,
        4L << 30,
        Duration.ofSeconds(20),
        limits,
        folder.resolve("state"),
        Clock.systemUTC(),
        task -> {
          Thread thread = new Thread(task, "sandbox-test");
          thread.setDaemon(true);
          return thread;
        });
  }

  SandboxProvider provider() {
    return provider;
  }

  /** Starts a function with this text, 128 MiB, one processor and no network. */
  Instance start(String text) throws Exception {
    return start(text, Map.of());
  }

  Instance start(String text, Map<String, String> environment) throws Exception {
    return start(text, environment, 1, InstanceSpec.Network.NONE);
  }

  Instance start(
      String text, Map<String, String> environment, double cpus, InstanceSpec.Network network)
      throws Exception {
    return started(
        start(
            new InstanceSpec(
                "default",
                "f",
                "7",
                "python3",
                "main.handler",
                code(++functions),
                128,
                cpus,
                network,
                environment),
            Map.of("main.py", text),
            line -> {}));
  }

  /** Starts version 7 of what lies in a folder, or tries to. */
  StartResult start(String runtime, String handler, Path code, Map<String, String> environment) {
    return provider.start(
        new InstanceSpec(
            "default",
            "f",
            "7",
            runtime,
            handler,
            code,
            128,
            1,
            InstanceSpec.Network.NONE,
            environment),
        line -> {});
  }

  /** The instance of a start that must have succeeded. */
  static Instance started(StartResult result) {
    assertThat(result).isInstanceOf(StartResult.Started.class);
    return ((StartResult.Started) result).instance();
  }

  /** Starts version 7 of a function, or tries to; files that begin with {@code #!} can run. */
  StartResult start(String runtime, String handler, Map<String, String> files, OutputSink log)
      throws Exception {
    return start(
        new InstanceSpec(
            "default",
            "f",
            "7",
            runtime,
            handler,
            code(++functions),
            128,
            1,
            InstanceSpec.Network.NONE,
            Map.of()),
        files,
        log);
  }

  StartResult start(InstanceSpec spec, Map<String, String> files, OutputSink log)
      throws IOException {
    for (Map.Entry<String, String> each : files.entrySet()) {
      Path file = spec.code().resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, each.getValue());
      Files.setPosixFilePermissions(
          file,
          PosixFilePermissions.fromString(
              each.getValue().startsWith("#!") ? "r-xr-xr-x" : "r--r--r--"));
    }
    return provider.start(spec, log);
  }

  /** The text of the last function, as it is stored. */
  String stored() throws IOException {
    return Files.readString(code(functions).resolve("main.py"));
  }

  private Path code(int number) {
    return folder.resolve("code" + number);
  }

  Reply call(Instance instance) {
    return call(instance, Duration.ofSeconds(20), line -> {});
  }

  Reply call(Instance instance, Duration timeout, OutputSink output) {
    return call(instance, "", timeout, output);
  }

  Reply call(Instance instance, String event, OutputSink output) {
    return call(instance, event, Duration.ofSeconds(20), output);
  }

  Reply call(Instance instance, String event, Duration timeout, OutputSink output) {
    byte[] payload = event.getBytes(StandardCharsets.UTF_8);
    return instance.invoke(
        new Instance.Call("call-" + ++calls, payload, "application/json", timeout, 6 << 20),
        output);
  }

  /** The request id of the last call. */
  String lastCall() {
    return "call-" + calls;
  }

  /** What it answers; it must. */
  String answer(Instance instance) {
    return answer(instance, "", line -> {});
  }

  String answer(Instance instance, String event, OutputSink log) {
    Reply reply = call(instance, event, log);
    assertThat(reply).isInstanceOf(Reply.Success.class);
    return new String(((Reply.Success) reply).body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    provider.close();
  }
}
