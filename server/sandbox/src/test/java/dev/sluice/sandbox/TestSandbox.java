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

/** A sandbox of this host in a folder of the test, with functions in Python. Not thread-safe. */
final class TestSandbox implements AutoCloseable {
  private final Path folder;
  private final SandboxProvider provider;
  private int functions;
  private int calls;

  private TestSandbox(Path folder, SandboxProvider provider) {
    this.folder = folder;
    this.provider = provider;
  }

  /** With this host's control groups. */
  static TestSandbox in(Path folder, Isolation isolation) throws Exception {
    return new TestSandbox(folder, Sandboxes.open(config(folder, isolation)));
  }

  /** As on a host whose control groups this server may not use, or with those that it may. */
  static TestSandbox in(Path folder, boolean withControlGroups) throws Exception {
    return new TestSandbox(
        folder,
        Sandboxes.open(
            config(folder, Isolation.BUBBLEWRAP),
            withControlGroups ? CgroupsOfHost::open : name -> new NoCgroups()));
  }

  static SandboxConfig config(Path folder, Isolation isolation) {
    return config(folder, isolation, SandboxLimits.defaults());
  }

  static SandboxConfig config(Path folder, Isolation isolation, SandboxLimits limits) {
    return new SandboxConfig(
        isolation,
        0,
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
    Path file =
        Files.writeString(Files.createDirectory(code(++functions)).resolve("main.py"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    StartResult result =
        provider.start(
            new InstanceSpec(
                "default",
                "f",
                "latest",
                "python3",
                "main.handler",
                code(functions),
                128,
                cpus,
                network,
                environment),
            line -> {});
    assertThat(result).isInstanceOf(StartResult.Started.class);
    return ((StartResult.Started) result).instance();
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
    return instance.invoke(
        new Instance.Call("call-" + ++calls, new byte[0], "application/json", timeout, 1 << 20),
        output);
  }

  /** What it answers; it must. */
  String answer(Instance instance) {
    Reply reply = call(instance);
    assertThat(reply).isInstanceOf(Reply.Success.class);
    return new String(((Reply.Success) reply).body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    provider.close();
  }
}
