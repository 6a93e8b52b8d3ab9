package dev.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an instance is held to, where the kernel does it by control groups and where the server
 * watches. An ordinary user without a delegated group has only the latter, twice.
 */
class LimitsTest {
  @TempDir Path temp;

  // Of several processes in a control group the kernel ends the largest, and the others go on.
  @ParameterizedTest
  @CsvSource({
    "true,  private",
    "true,  shared",
    "true,  files",
    "false, private",
    "false, shared",
    "false, files",
    "false, children"
  })
  void shouldEndWhatUsesTooMuchMemoryHoweverItIsKept(boolean controlGroups, String kept)
      throws Exception {
    String python =
        """
        import mmap, os, signal, time
        MIB = 1 << 20
        def private():
            return [bytearray(MIB * 8) for i in range(40)]
        def shared():
            memory = mmap.mmap(-1, 320 * MIB)
            for i in range(0, len(memory), 4096):
                memory[i] = 1
            return memory
        def files():
            with open("/tmp/big", "wb") as file:
                for i in range(160):
                    file.write(b"x" * MIB)
                file.flush()
                with open("/dev/shm/big", "wb") as other:
                    for i in range(160):
                        other.write(b"x" * MIB)
        def children():
            for i in range(8):
                if os.fork() == 0:
                    held = bytearray(b"x") * (40 * MIB)
                    signal.pause()
        def handler(event, context):
            held = %s()
            time.sleep(15)
            return "lived"
        """
            .formatted(kept);
    try (TestSandbox sandbox = TestSandbox.in(temp, controlGroups)) {
      Reply reply = sandbox.call(sandbox.start(python));
      assertThat(reply).isInstanceOf(Reply.Failure.class);
      assertThat(((Reply.Failure) reply).kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldLetAFunctionUseWhatItMay(boolean controlGroups) throws Exception {
    // Counted once for each process, what they share would be too much.
    String python =
        """
        import mmap, os, time
        MIB = 1 << 20
        def handler(event, context):
            own = bytearray(b"x") * (40 * MIB)
            memory = mmap.mmap(-1, 30 * MIB)
            memory.write(b"x" * (30 * MIB))
            children = []
            for i in range(4):
                child = os.fork()
                if child == 0:
                    seen = sum(memory[i] for i in range(0, len(memory), 4096))
                    time.sleep(0.3)
                    os._exit(0 if seen else 1)
                children.append(child)
            return [os.waitpid(child, 0)[1] for child in children]
        """;
    try (TestSandbox sandbox = TestSandbox.in(temp, controlGroups)) {
      assertThat(sandbox.answer(sandbox.start(python))).isEqualTo("[0, 0, 0, 0]");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldBoundAForkBomb(boolean controlGroups) throws Exception {
    String python =
        """
        import os, signal
        def handler(event, context):
            made = 0
            try:
                for i in range(1000):
                    if os.fork() == 0:
                        signal.pause()
                    made += 1
            except OSError:
                return made
        """;
    try (TestSandbox sandbox = TestSandbox.in(temp, controlGroups)) {
      assertThat(Integer.parseInt(sandbox.answer(sandbox.start(python)))).isBetween(50, 128);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"memfd_create", "shmget"})
  void shouldRefuseMemoryOutsideOfProcessesWhereItIsNotSeen(String call) throws Exception {
    String python =
        """
        import ctypes, os
        libc = ctypes.CDLL(None, use_errno=True)
        def handler(event, context):
            done = libc.memfd_create(b"x", 0) if "%s" == "memfd_create" else libc.shmget(0, 99, 0o1600)
            return "done" if done >= 0 else os.strerror(ctypes.get_errno())
        """
            .formatted(call);
    try (TestSandbox sandbox = TestSandbox.in(temp, false)) {
      assertThat(sandbox.answer(sandbox.start(python))).isEqualTo("\"Operation not permitted\"");
    }
  }
}
