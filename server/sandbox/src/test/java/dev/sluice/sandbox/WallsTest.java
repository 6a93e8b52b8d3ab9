package dev.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.sandbox.SandboxConfig.Isolation;
import dev.sluice.sandbox.host.HostStarter;
import dev.sluice.sandbox.host.Trees;
import dev.sluice.sandbox.jail.BubblewrapJail;
import dev.sluice.sandbox.jail.NoCgroups;
import dev.sluice.spi.sandbox.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hostile code gets from the kernel, and what it gets without bubblewrap. */
class WallsTest {
  private static final String CALLS =
      """
      import ctypes, os, socket
      libc = ctypes.CDLL(None, use_errno=True)
      def call(number, *arguments):
          ctypes.set_errno(0)
          libc.syscall(number, *arguments)
          return os.strerror(ctypes.get_errno())
      def handler(event, context):
          amd = os.uname().machine == "x86_64"
          try:
              socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)
              vsock = "opened"
          except OSError as error:
              vsock = error.strerror
          return {
              "keyctl": call(250 if amd else 219, 0, -3, 0),
              "bpf": call(321 if amd else 280, 0, 0, 0),
              "io_uring": call(425, 1, 0),
              "userfaultfd": call(323 if amd else 282, 0),
              "ptrace": call(101 if amd else 117, 0, 0, 0, 0),
              "unshare": call(272 if amd else 97, 0x10000000),
              "clone": call(56 if amd else 220, 0x10000011, 0, 0, 0, 0),
              "clone3": call(435, 0, 0),
              "newer": call(467, -1, 0, 0, 0, 0),
              "vsock": vsock,
              "child": __import__("subprocess").run(["/bin/echo", "ok"], capture_output=True)
                  .stdout.decode().strip(),
          }
      """;

  @TempDir Path temp;

  @Test
  void shouldRefuseSystemCallsThatNoFunctionNeeds() throws Exception {
    try (TestSandbox sandbox = TestSandbox.in(temp, Isolation.BUBBLEWRAP)) {
      assertThat(sandbox.answer(sandbox.start(CALLS)))
          .contains("\"keyctl\": \"Operation not permitted\"")
          .contains("\"bpf\": \"Operation not permitted\"")
          .contains("\"io_uring\": \"Operation not permitted\"")
          .contains("\"userfaultfd\": \"Operation not permitted\"")
          .contains("\"ptrace\": \"Operation not permitted\"")
          .contains("\"unshare\": \"Operation not permitted\"")
          .contains("\"clone\": \"Operation not permitted\"")
          .contains("\"clone3\": \"Function not implemented\"")
          .contains("\"newer\": \"Function not implemented\"")
          .contains("\"vsock\": \"Address family not supported by protocol\"")
          .contains("\"child\": \"ok\"");
    }
  }

  @Test
  void shouldRefuseToOpenWhereTheWallsCannotBeBuiltAsFunctionsGetThem() {
    SandboxLimits tooMuch = new SandboxLimits(128, Integer.MAX_VALUE, 1 << 20, 1 << 20, 99, 99);
    assertThatThrownBy(
            () -> Sandboxes.open(TestSandbox.config(temp, Isolation.BUBBLEWRAP, tooMuch)))
        .isInstanceOf(SandboxUnavailableException.class)
        .hasMessageContaining("limit")
        .hasMessageContaining("--isolation process");
    assertThat(temp.resolve("state/sandbox.path")).doesNotExist();
  }

  @Test
  void shouldFailToProveWallsWithAFilterThatTheKernelRefuses() throws Exception {
    SandboxConfig config = TestSandbox.config(temp, Isolation.BUBBLEWRAP);
    Path folder = Files.createTempDirectory("sluice-walls");
    Path filter = Files.write(folder.resolve("filter"), new byte[8]);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    Path hosts = Files.createDirectory(folder.resolve("hosts"));
    try (HostStarter starter =
        new HostStarter(
            folder,
            hosts,
            new BubblewrapJail(
                "root".equals(System.getProperty("user.name")),
                config.limits(),
                filter,
                null,
                List.of()),
            true,
            new NoCgroups("for this test"),
            config.limits(),
            config.clock(),
            config.threads())) {
      assertThatThrownBy(starter::probe)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("SECCOMP");
    } finally {
      Trees.remove(folder);
    }
  }

  @Test
  void shouldShowNoDescriptorOfTheServer() throws Exception {
    String python =
        """
        import os
        def handler(event, context):
            held = []
            for fd in sorted(os.listdir("/proc/self/fd"), key=int):
                try:
                    held.append(os.readlink("/proc/self/fd/" + fd).split(":")[0])
                except FileNotFoundError:
                    pass
            return held
        """;
    for (Isolation isolation : Isolation.values()) {
      Path folder = Files.createDirectory(temp.resolve(isolation.name()));
      try (TestSandbox sandbox = TestSandbox.in(folder, isolation)) {
        assertThat(sandbox.answer(sandbox.start(python)))
            .as(isolation.name())
            .isEqualTo("[\"/dev/null\", \"pipe\", \"pipe\", \"socket\"]");
      }
    }
  }

  @Test
  void shouldLetOnlyTheParentAnswerWhenAForkedChildReturnsToo() throws Exception {
    // The child answers first, if it can.
    String python =
        """
        import os
        def handler(event, context):
            child = os.fork()
            if child == 0:
                return "child"
            return os.waitpid(child, 0)[1]
        """;
    try (TestSandbox sandbox = TestSandbox.in(temp, Isolation.BUBBLEWRAP)) {
      Instance instance = sandbox.start(python);
      for (int i = 0; i < 3; i++) {
        assertThat(sandbox.answer(instance)).isEqualTo("0");
      }
    }
  }

  @Test
  void shouldGiveTheSurroundingsThatProgramsLookForAndLetTheDefinitionChangeWhatMayDiffer()
      throws Exception {
    String python =
        """
        import os
        def handler(event, context):
            return [name + "=" + os.environ[name] for name in sorted(os.environ)]
        """;
    Map<String, String> own =
        Map.of("HOME", "/x", "MINE", "1", "AWS_REGION", "eu-west-1", "_HANDLER", "not.mine");
    try (TestSandbox sandbox = TestSandbox.in(temp, Isolation.BUBBLEWRAP)) {
      Instance instance = sandbox.start(python, own);
      assertThat(sandbox.answer(instance).replace("\"", ""))
          .isEqualTo(
              "["
                  + String.join(
                      ", ",
                      "AWS_DEFAULT_REGION=eu-west-1",
                      "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=128",
                      "AWS_LAMBDA_FUNCTION_NAME=f",
                      "AWS_LAMBDA_FUNCTION_VERSION=7",
                      "AWS_LAMBDA_LOG_GROUP_NAME=/aws/lambda/f",
                      "AWS_LAMBDA_LOG_STREAM_NAME=[7]" + instance.id(),
                      "AWS_REGION=eu-west-1",
                      "HOME=/x",
                      "LAMBDA_TASK_ROOT=/code",
                      "LANG=C.UTF-8",
                      "MINE=1",
                      "PATH=/usr/local/bin:/usr/bin:/bin",
                      "TMPDIR=/tmp",
                      "_HANDLER=main.handler")
                  + "]");
    }
  }

  @Test
  void shouldGiveProcessesWithoutWallsNoRights() throws Exception {
    String python =
        """
        import os
        def handler(event, context):
            status = dict(line.split(":", 1) for line in open("/proc/self/status"))
            return [os.geteuid() != 0, os.getsid(0) == os.getpid(), status["NoNewPrivs"].strip()]
        """;
    try (TestSandbox sandbox = TestSandbox.in(temp, Isolation.PROCESS)) {
      assertThat(sandbox.answer(sandbox.start(python))).isEqualTo("[true, true, \"1\"]");
    }
  }

  @Test
  void shouldGiveProcessesWithoutWallsNoLinkToChangeStoredCodeThrough() throws Exception {
    String python =
        """
        import os
        def handler(event, context):
            mine = os.path.abspath(__file__)
            try:
                os.chmod(mine, 0o644)
                open(mine, "a").write("# changed")
            except OSError:
                pass
        """;
    try (TestSandbox sandbox = TestSandbox.in(temp, Isolation.PROCESS)) {
      sandbox.answer(sandbox.start(python));
      assertThat(sandbox.stored()).isEqualTo(python);
    }
  }

  @Test
  void shouldSayWhatDoesNotHold() throws Exception {
    try (TestSandbox sandbox = TestSandbox.in(temp, Isolation.PROCESS)) {
      assertThat(sandbox.provider().report().warnings())
          .anyMatch(warning -> warning.contains("without a sandbox"));
    }
    Path folder = Files.createDirectory(temp.resolve("watched"));
    try (TestSandbox sandbox = TestSandbox.in(folder, false)) {
      assertThat(sandbox.provider().report().limits()).isEqualTo("rlimit");
      assertThat(sandbox.provider().report().warnings())
          .anyMatch(warning -> warning.contains("Delegate=yes"));
    }
  }
}
