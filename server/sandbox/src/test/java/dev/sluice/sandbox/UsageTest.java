package dev.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.sandbox.CallUsage;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls used, where control groups count and where only the processes themselves tell. */
class UsageTest {
  private static final long MIB = 1 << 20;

  private static final String PYTHON =
      """
      import json, os, subprocess, sys, time
      def burn(seconds):
          end = time.process_time() + seconds
          while time.process_time() < end:
              pass
      def handler(event, context):
          if event == "burn":
              burn(0.3)
          elif event == "child":
              child = os.fork()
              if child == 0:
                  burn(0.3)
                  os._exit(0)
              os.waitpid(child, 0)
          elif event == "hold":
              held = bytearray(b"x") * (60 << 20)
          elif event == "forever":
              burn(60)
          elif event == "exit":
              burn(0.3)
              os._exit(3)
      """;

  @TempDir Path temp;

  private static CallUsage used(TestSandbox sandbox, Instance instance, String event) {
    sandbox.call(instance, '"' + event + '"', line -> {});
    CallUsage usage = instance.usage();
    assertThat(usage).isNotNull();
    return usage;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldTellWhatEachCallUsed(boolean controlGroups) throws Exception {
    try (TestSandbox sandbox = TestSandbox.in(temp, controlGroups)) {
      Instance instance = sandbox.start(PYTHON);

      CallUsage burnt = used(sandbox, instance, "burn");
      CallUsage idle = used(sandbox, instance, "nothing");
      CallUsage child = used(sandbox, instance, "child");
      CallUsage held = used(sandbox, instance, "hold");
      CallUsage after = used(sandbox, instance, "nothing");

      // A tick of the clock is 10 ms, and the function's own clock is another.
      assertThat(burnt.processor()).isBetween(Duration.ofMillis(280), Duration.ofMillis(600));
      assertThat(idle.processor()).isLessThan(Duration.ofMillis(200));
      assertThat(child.processor()).isBetween(Duration.ofMillis(280), Duration.ofMillis(600));
      assertThat(held.peakMemoryBytes()).isBetween(60 * MIB, 128 * MIB);
      assertThat(after.peakMemoryBytes()).isBetween(MIB, 60 * MIB);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldTellWhatACallUsedThatRanOutOfTime(boolean controlGroups) throws Exception {
    try (TestSandbox sandbox = TestSandbox.in(temp, controlGroups)) {
      Instance instance =
          sandbox.start(
              "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
                  + PYTHON.replace("event == \"forever\"", "True"));
      Reply reply = sandbox.call(instance, Duration.ofMillis(500), line -> {});
      assertThat(reply).isInstanceOf(Reply.Failure.class);
      CallUsage usage = instance.usage();
      assertThat(usage).isNotNull();
      // It may have got only a part of a busy host's time.
      assertThat(usage.processor()).isGreaterThan(Duration.ofMillis(50));
      assertThat(usage.peakMemoryBytes()).isGreaterThan(MIB);
    }
  }

  @Test
  void shouldTellWhatACallUsedWhoseProcessEnded() throws Exception {
    try (TestSandbox sandbox = TestSandbox.in(temp, true)) {
      CallUsage usage = used(sandbox, sandbox.start(PYTHON), "exit");
      assertThat(usage.processor()).isGreaterThan(Duration.ofMillis(280));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldMeasureAProgramThatTheHostStarted(boolean controlGroups) throws Exception {
    String bootstrap =
        """
        #!/bin/bash
        api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation
        while true; do
          curl -s -D /tmp/head -o /tmp/event "$api/next"
          id=$(grep -i lambda-runtime-aws-request-id /tmp/head | tr -d '\\r' | cut -d' ' -f2)
          for ((i = 0; i < 300000; i++)); do :; done
          curl -s -o /dev/null -d ok "$api/$id/response"
        done
        """;
    try (TestSandbox sandbox = TestSandbox.in(temp, controlGroups)) {
      Instance instance =
          TestSandbox.started(
              sandbox.start("provided", "bootstrap", Map.of("bootstrap", bootstrap), line -> {}));
      assertThat(used(sandbox, instance, "x").processor()).isGreaterThan(Duration.ofMillis(100));
    }
  }
}
