package dev.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sandbox.SandboxConfig.Isolation;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.InstanceSpec;
import dev.sluice.spi.sandbox.OutputSink.OutputLine;
import dev.sluice.spi.sandbox.Reply;
import dev.sluice.spi.sandbox.SandboxProvider.StartResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of images, in real jails: what they see, and what holds them. */
class ImageInstanceTest {
  @TempDir static Path temp;

  private static TestSandbox sandbox;
  private static Path root;
  private final List<OutputLine> log = new ArrayList<>();

  @BeforeAll
  static void open() throws Exception {
    sandbox = TestSandbox.in(Files.createDirectory(temp.resolve("jailed")), Isolation.BUBBLEWRAP);
    root = BashRoot.make(temp.resolve("image"));
    Files.writeString(root.resolve("app/lost"), "#!/bin/none\n");
    Files.setPosixFilePermissions(
        root.resolve("app/lost"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(root.resolve("app/data"), "data");
    Files.createSymbolicLink(root.resolve("app/out"), Path.of("/usr/bin/python3"));
    Files.createSymbolicLink(root.resolve("app/circle"), Path.of("circle"));
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  private StartResult start(TestSandbox in, InstanceSpec.Network network, String... command) {
    return in.provider()
        .start(
            new InstanceSpec(
                "default",
                "f",
                "7",
                "provided",
                "bootstrap",
                root,
                128,
                1,
                network,
                Map.of("GIVEN", "by the definition"),
                new InstanceSpec.Image(
                    List.of(command), Map.of("GIVEN", "by the image", "OWN", "1"), "/app")),
            log::add);
  }

  private Instance started(String... command) {
    return TestSandbox.started(start(sandbox, InstanceSpec.Network.NONE, command));
  }

  private String answer(Instance instance, String command) {
    return sandbox.answer(instance, command, log::add).strip();
  }

  @Test
  void shouldRunInTheImagesOwnRoot() {
    Instance instance = started("/app/serve", "a", "b c");
    assertThat(log).extracting(OutputLine::text).containsExactly("begins with: a b c");
    assertThat(answer(instance, "echo $(</etc/os-release) $PWD $GIVEN $OWN $HOME"))
        .isEqualTo("ID=inside /app by the definition 1 /tmp");
    assertThat(answer(instance, "echo /* /etc/* /usr/bin/python*"))
        .doesNotContain("/code", "/run", "/etc/passwd", "/usr/bin/python3")
        .contains("/app /bin /dev /etc")
        .contains("/proc /shell /tmp");
    assertThat(answer(instance, "echo $PATH:$LAMBDA_TASK_ROOT:$AWS_LAMBDA_FUNCTION_NAME"))
        .isEqualTo("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/var/task:f");
    instance.end(EndReason.IDLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/app/serve", "serve", "./serve", "/shell"})
  void shouldFindItsProgramAsSystemsDo(String program) {
    Instance instance =
        program.equals("/shell")
            ? started("/shell", "-c", ". /app/serve")
            : program.equals("serve") ? startedByName() : started(program);
    assertThat(answer(instance, "echo $((6 * 7))")).isEqualTo("42");
    instance.end(EndReason.IDLE);
  }

  private Instance startedByName() {
    return TestSandbox.started(
        sandbox
            .provider()
            .start(
                new InstanceSpec(
                    "default",
                    "f",
                    "7",
                    "provided",
                    "bootstrap",
                    root,
                    128,
                    1,
                    InstanceSpec.Network.NONE,
                    Map.of(),
                    new InstanceSpec.Image(List.of("serve"), Map.of("PATH", "/bin:/app"), "/")),
                log::add));
  }

  @Test
  void shouldBeHeldByTheSameWalls() {
    Instance instance = started("/app/serve");
    assertThat(
            answer(
                instance,
                "echo > /app/x; echo > /x; echo > /etc/x; echo ok > /tmp/x; [ -s /tmp/x ] && echo kept"))
        .contains("/app/x: Read-only", "/x: Read-only", "/etc/x: Read-only")
        .endsWith("kept");
    String status = answer(instance, "while read -r l; do echo \"$l\"; done < /proc/self/status");
    for (String none : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
      assertThat(status).contains(none + ":\t0000000000000000");
    }
    assertThat(status).contains("NoNewPrivs:\t1", "Seccomp:\t2");
    // Bubblewrap, which keeps the walls; the program, and the shell that reads.
    assertThat(answer(instance, "echo /proc/[0-9]*").split(" ")).hasSizeLessThanOrEqualTo(4);
    assertThat(answer(instance, "read -r pid < /proc/1/comm; echo $pid; kill -9 1; echo on"))
        .endsWith("on");
    assertThat(answer(instance, "while IFS=: read -r d r; do echo $d; done < /proc/net/dev"))
        .contains("lo")
        .doesNotContain("eth");
    assertThat(answer(instance, "echo /proc/self/fd/*")).doesNotContain("/9 ");
    assertThat(answer(instance, "for s in /run/* /code/*; do echo $s; done"))
        .isEqualTo("/run/*\n/code/*");
    instance.end(EndReason.IDLE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldEndWhatUsesTooMuch(boolean withControlGroups) throws Exception {
    Path folder = Files.createTempDirectory(temp, "limits");
    try (TestSandbox limited = TestSandbox.in(folder, withControlGroups)) {
      Instance slow = TestSandbox.started(start(limited, InstanceSpec.Network.NONE, "/app/serve"));
      Reply late = limited.call(slow, "while :; do :; done", Duration.ofMillis(500), log::add);
      assertThat(((Reply.Failure) late).kind()).isEqualTo(FailureKind.TIMED_OUT);
      Instance large = TestSandbox.started(start(limited, InstanceSpec.Network.NONE, "/app/serve"));
      Reply full =
          limited.call(
              large,
              "main a=xxxxxxxxxxxxxxxx; while :; do a=$a$a; done",
              Duration.ofSeconds(20),
              log::add);
      assertThat(((Reply.Failure) full).kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
      Instance forks = TestSandbox.started(start(limited, InstanceSpec.Network.NONE, "/app/serve"));
      Reply bounded =
          limited.call(
              forks,
              "for i in {1..3000}; do (while :; do read -t 5 x < /dev/tcp/127.0.0.1/1; done) & done; wait",
              Duration.ofSeconds(3),
              log::add);
      assertThat(bounded).isInstanceOf(Reply.Failure.class);
    }
  }

  @Test
  void shouldSayItsLastWordsWhenItsTimeIsOver() throws Exception {
    Instance instance = started("/bin/bash", "-c", "trap 'echo farewell; exit' TERM; . /app/serve");
    Reply late = sandbox.call(instance, "while :; do :; done", Duration.ofMillis(500), log::add);
    assertThat(((Reply.Failure) late).kind()).isEqualTo(FailureKind.TIMED_OUT);
    assertThat(log).extracting(OutputLine::text).contains("farewell");
    assertThat(instance.isAlive()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/app/none    | no program '/app/none': there is no /app/none.",
        "none         | there is no /usr/local/sbin/none or /usr/local/bin/none or",
        "/app         | there is no /app.",
        "/app/out     | there is no /app/out.",
        "/app/circle  | there is no /app/circle.",
        "../../../usr/bin/python3 | there is no",
        "/app/data    | '/app/data' of the image is not executable",
        "/app/lost    | '#!/bin/none', and the image has no such program",
      })
  void shouldSayWhatItLookedFor(String program, String words) {
    StartResult result = start(sandbox, InstanceSpec.Network.NONE, program);
    assertThat(result).isInstanceOf(StartResult.LoadFailed.class);
    Reply.Failure failure = ((StartResult.LoadFailed) result).failure();
    assertThat(failure.type()).isEqualTo("Runtime.InvalidEntrypoint");
    assertThat(failure.message()).contains(words);
  }

  @Test
  void shouldStartAProgramAgainThatEndsAfterItsAnswer() {
    Instance instance = started("/bin/bash", "-c", ". /app/serve; exit");
    assertThat(answer(instance, "echo one")).isEqualTo("one");
    StartResult ends = start(sandbox, InstanceSpec.Network.NONE, "/bin/bash", "-c", "exit 7");
    assertThat(ends).isInstanceOf(StartResult.LoadFailed.class);
    assertThat(((StartResult.LoadFailed) ends).failure().message()).contains("7");
  }

  @Test
  void shouldHaveTheHostsNamesWithItsNetwork() throws Exception {
    Instance instance =
        TestSandbox.started(start(sandbox, InstanceSpec.Network.HOST, "/app/serve"));
    assertThat(answer(instance, "echo $(</etc/os-release); echo \"$(</etc/hosts)\""))
        .startsWith("ID=inside")
        .contains(Files.readString(Path.of("/etc/hosts")).strip());
    assertThat(answer(instance, "echo > /etc/hosts")).contains("Read-only");
    instance.end(EndReason.IDLE);
  }

  @Test
  void shouldNotRunWithoutWalls() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("open"));
    try (TestSandbox open = TestSandbox.in(folder, Isolation.PROCESS)) {
      assertThat(start(open, InstanceSpec.Network.NONE, "/app/serve"))
          .isInstanceOf(StartResult.Unavailable.class);
    }
  }

  @Test
  void shouldLeaveNothingOfAnImageBehind() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("left"));
    try (TestSandbox own = TestSandbox.in(folder, Isolation.BUBBLEWRAP)) {
      Instance first = TestSandbox.started(start(own, InstanceSpec.Network.NONE, "/app/serve"));
      Instance second = TestSandbox.started(start(own, InstanceSpec.Network.NONE, "/app/serve"));
      first.end(EndReason.IDLE);
      assertThat(own.answer(second, "echo $(</etc/os-release)", log::add).strip())
          .isEqualTo("ID=inside");
      second.end(EndReason.IDLE);
    }
    try (Stream<Path> left = Files.walk(root)) {
      assertThat(left.filter(path -> path.endsWith("serve"))).hasSize(1);
    }
  }
}
