package dev.sluice.e2e.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.HostProcesses;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Children that a function leaves behind end with its instance, however they hide. */
class LeftoverTest extends SharedServerTest {
  private static final String PYTHON =
      """
      import os, subprocess, sys, time

      def hide(marker):
          if os.fork() == 0:
              os.setsid()
              if os.fork() == 0:
                  null = os.open("/dev/null", os.O_RDWR)
                  for fd in (0, 1, 2):
                      os.dup2(null, fd)
                  os.execv("/bin/sh", ["sh", "-c", "trap '' TERM HUP; sleep 1000; : " + marker])
              os._exit(0)
          os.wait()

      def handler(event, context):
          hide(event["marker"])
          if event["then"] == "exit":
              os._exit(1)
          if event["then"] == "hang":
              time.sleep(60)
          return "left"
      """;
  private static final String NODE =
      """
      const { spawn } = require('child_process');
      exports.handler = async (event) => {
        spawn('/bin/sh', ['-c', `trap '' TERM HUP; sleep 1000; : ${event.marker}`],
              { detached: true, stdio: 'ignore' }).unref();
        await new Promise((r) => setTimeout(r, 50));
        if (event.then === 'exit') process.exit(1);
        if (event.then === 'hang') await new Promise((r) => setTimeout(r, 60000));
        return 'left';
      };
      """;

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldEndChildrenWhenTheFunctionIsDeleted(String runtime) throws Exception {
    String marker = "marker-" + UUID.randomUUID();
    String name = create(runtime, 30);
    assertThat(call(name, event(marker, "return"))).isEqualTo("\"left\"");
    // The call may return before its child has become the program that carries the marker.
    Await.until("the child runs", () -> !HostProcesses.marked(marker).isEmpty());
    client.deleteFunction(name, null);
    assertGone(marker);
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldEndChildrenWhenTheFunctionExits(String runtime) throws Exception {
    String marker = "marker-" + UUID.randomUUID();
    String name = create(runtime, 30);
    failWith(name, event(marker, "exit"), ErrorCode.FUNCTION_EXITED);
    assertGone(marker);
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldEndChildrenWhenTheFunctionTakesTooLong(String runtime) throws Exception {
    String marker = "marker-" + UUID.randomUUID();
    String name = create(runtime, 0.4);
    failWith(name, event(marker, "hang"), ErrorCode.FUNCTION_TIMED_OUT);
    assertGone(marker);
  }

  private String create(String runtime, double timeout) throws Exception {
    String name = name("leaves");
    create(Sources.timeout(Sources.either(name, runtime, PYTHON, NODE), timeout));
    return name;
  }

  private static String event(String marker, String then) {
    return "{\"marker\":\"" + marker + "\",\"then\":\"" + then + "\"}";
  }

  private static void assertGone(String marker) throws Exception {
    Await.until(
        "no process with " + marker + " is left", () -> HostProcesses.marked(marker).isEmpty());
  }
}
