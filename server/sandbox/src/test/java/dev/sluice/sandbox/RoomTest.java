package dev.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.spi.sandbox.Instance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which processors functions get while others call for a moment. */
class RoomTest {
  private static final String WHERE =
      """
      import os, time
      def handler(event, context):
          all = len(os.sched_getaffinity(0))
          end = time.monotonic() + (30 if event == "compute" else 0)
          while time.monotonic() < end and len(os.sched_getaffinity(0)) == all:
              pass
          return len(os.sched_getaffinity(0))
      """;

  @TempDir Path temp;

  @Test
  void shouldLeaveAProcessorToCallsThatAreOverInAMoment() throws Exception {
    int all = Runtime.getRuntime().availableProcessors();
    assumeTrue(all > 1, "with one processor there is none to leave");
    assumeTrue(
        Files.isWritable(Path.of("/sys/fs/cgroup/cpuset"))
            || Files.isWritable(Path.of("/sys/fs/cgroup/cgroup.subtree_control")),
        "an ordinary user may not choose processors");
    try (TestSandbox sandbox = TestSandbox.in(temp, true)) {
      Instance computes = sandbox.start(WHERE);
      Instance brief = sandbox.start(WHERE);

      assertThat(sandbox.answer(computes, "\"\"", line -> {})).isEqualTo("" + all);
      CompletableFuture<String> busy =
          CompletableFuture.supplyAsync(() -> sandbox.answer(computes, "\"compute\"", line -> {}));
      while (!busy.isDone()) {
        assertThat(sandbox.answer(brief, "\"\"", line -> {})).isEqualTo("" + all);
      }

      assertThat(busy.get()).isEqualTo("" + (all - Math.max(1, all / 8)));
      sandbox.answer(computes, "\"\"", line -> {});
      assertThat(sandbox.answer(computes, "\"\"", line -> {})).isEqualTo("" + all);
    }
  }
}
