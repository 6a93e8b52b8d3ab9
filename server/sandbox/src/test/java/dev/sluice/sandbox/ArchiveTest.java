package dev.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.sandbox.SandboxConfig.Isolation;
import dev.sluice.sandbox.host.HostArchives;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.SandboxProvider.StartResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The archive that Java hosts start from, as real ones make it and take it. */
class ArchiveTest {
  /** Making one takes seconds of a processor that has nothing else to do. */
  private static final Duration AMPLE = Duration.ofMinutes(3);

  private static final String HOST = "host.jar";
  private static final String SHOWN = "hosts/host.jsa";

  @TempDir static Path temp;

  private static TestSandbox sandbox;
  private static Path functions;
  private static Path cloud;

  /** The archive as the first server left it to those that follow. */
  private static Path kept;

  @BeforeAll
  static void make() throws Exception {
    JavaCode code = new JavaCode(temp);
    functions = code.compiled("Shop.java");
    cloud =
        code.compiled("Cloud.java", "aws-lambda-java-core", "aws-lambda-java-events", "joda-time");
    sandbox = TestSandbox.in(temp, Isolation.BUBBLEWRAP);
    assertThat(isFromArchive(sandbox)).isFalse();
    awaitShown(temp);
    try (Stream<Path> state = Files.list(temp.resolve("state"))) {
      kept = state.filter(file -> file.toString().endsWith(".archive")).findFirst().orElseThrow();
    }
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cloud.Cloud$Greet | {\"name\":\"you\"} | {\"greeting\":\"hi you\",\"by\":\"f:7\"}",
        "cloud.Cloud$Greet::greet | {\"name\":\"you\"} | {\"greeting\":\"hey you\",\"by\":\"128\"}",
        "cloud.Cloud$Queue |"
            + " {\"Records\":[{\"messageId\":\"m\",\"body\":\"b\",\"eventSourceARN\":\"a\"}]} |"
            + " [\"m\",\"b\",\"a\"]",
      })
  void shouldRehearseAwsWithoutATraceInTheFunction(String handler, String event, String answer) {
    Instance instance =
        TestSandbox.started(sandbox.start("java", handler, cloud, Map.of("A", "b")));

    assertThat(sandbox.answer(instance, event, line -> {})).isEqualTo(answer);
    instance.end(EndReason.IDLE);
  }

  @Test
  void shouldServeTheNextServerToo() throws Exception {
    Path folder = folderWithState("next");
    Path mine = folder.resolve("state").resolve(kept.getFileName());
    FileTime before = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
    Files.setLastModifiedTime(mine, before);

    try (TestSandbox next = TestSandbox.in(folder, Isolation.BUBBLEWRAP)) {
      assertThat(isFromArchive(next)).isFalse();
      awaitShown(folder);

      assertThat(isFromArchive(next)).isTrue();
      assertThat(Files.getLastModifiedTime(mine)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldRemoveADamagedOneAndDoWithout(boolean cut) throws Exception {
    Path folder = folderWithState("damaged" + cut);
    Path mine = folder.resolve("state").resolve(kept.getFileName());
    byte[] bytes = Files.readAllBytes(mine);
    bytes[bytes.length / 2]++;
    byte[] damaged = cut ? Arrays.copyOf(bytes, bytes.length / 2) : bytes;
    Files.write(mine, damaged);

    try (TestSandbox own = TestSandbox.in(folder, Isolation.BUBBLEWRAP)) {
      assertThat(isFromArchive(own)).isFalse();
      Await.until("it is gone", () -> !isSame(mine, damaged));
      isFromArchive(own);
    }
    // Another was being made, or had been.
    assertThat(folder.resolve("state")).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void shouldRemoveOneThatJavaDiesOfAndDoWithout() throws Exception {
    Path folder = folderWithDeadlyArchive("deadly");
    Path mine;
    try (Stream<Path> state = Files.list(folder.resolve("state"))) {
      mine = state.findFirst().orElseThrow();
    }

    try (TestSandbox own = TestSandbox.in(folder, Isolation.BUBBLEWRAP)) {
      assertThat(isFromArchive(own)).isFalse();
      awaitShown(folder);
      assertThat(isFromArchive(own)).isFalse();
      assertThat(mine).doesNotExist();
      assertThat(isFromArchive(own)).isFalse();
    }
  }

  @Test
  void shouldDoWithoutOneThatCannotBeRemoved() throws Exception {
    Path folder = folderWithDeadlyArchive("stuck");
    Path stuck = folder.resolve("state").resolve("java-stuck.archive");
    Files.createDirectories(stuck.resolve("full"));

    try (TestSandbox own = TestSandbox.in(folder, Isolation.BUBBLEWRAP)) {
      assertThat(isFromArchive(own)).isFalse();
      awaitShown(folder);
      assertThat(isFromArchive(own)).isFalse();
      assertThat(isFromArchive(own)).isFalse();
    }
  }

  @Test
  void shouldKeepOneThatIsNotToBlame() throws Exception {
    Path folder = folderWithState("innocent");
    Path mine = folder.resolve("state").resolve(kept.getFileName());

    try (TestSandbox own = TestSandbox.in(folder, Isolation.BUBBLEWRAP)) {
      assertThat(isFromArchive(own)).isFalse();
      awaitShown(folder);
      Files.delete(sandboxFolder(folder).resolve("hosts").resolve(HOST));

      assertThat(own.start("java", "shop.Looking::maps", functions, Map.of()))
          .isInstanceOf(StartResult.Unavailable.class);
      assertThat(mine).exists();
    }
  }

  @Test
  void shouldReplaceWaitingHostsThatStartedWithoutIt() throws Exception {
    Path folder = folderWithState("waiting");
    SandboxConfig config =
        TestSandbox.config(folder, Isolation.BUBBLEWRAP, SandboxLimits.defaults(), 1);
    try (TestSandbox own = TestSandbox.in(folder, config)) {
      assertThat(isFromArchive(own)).isFalse();
      String mark = sandboxFolder(folder).toString();
      Await.until(
          "one waits that started from it, and no other",
          AMPLE,
          () -> {
            List<String> hosts = commandsOfJavaHosts(mark);
            return hosts.size() == 1 && hosts.get(0).contains("host.jsa");
          });
    }
  }

  @Test
  void shouldWarnOnceAndGoOnWhereNoneCanBeKept() throws Exception {
    Path folder = folderWithState("unkept");
    Path mine = folder.resolve("state").resolve(kept.getFileName());
    Files.delete(mine);
    Files.createDirectories(mine.resolve("full"));
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(HostArchives.class);
    logger.addAppender(log);

    try (TestSandbox own = TestSandbox.in(folder, Isolation.BUBBLEWRAP)) {
      assertThat(isFromArchive(own)).isFalse();
      Await.until("it is told", () -> !log.list.isEmpty());
      assertThat(isFromArchive(own)).isFalse();
    } finally {
      logger.detachAppender(log);
    }
    assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
  }

  /** Whether a new instance has it among its maps; the instance works. */
  private static boolean isFromArchive(TestSandbox in) throws Exception {
    Instance instance =
        TestSandbox.started(in.start("java", "shop.Looking::maps", functions, Map.of()));
    String maps = in.answer(instance, "null", line -> {});
    instance.end(EndReason.IDLE);
    assertThat(maps).contains("libjvm.so");
    return maps.contains("host.jsa");
  }

  private static Path folderWithState(String name) throws IOException {
    Path folder = temp.resolve(name);
    Path state = Files.createDirectories(folder.resolve("state"));
    Files.copy(kept, state.resolve(kept.getFileName()));
    return folder;
  }

  /** With one that is whole by its name, and that Java dies of. */
  private static Path folderWithDeadlyArchive(String name) throws Exception {
    Path folder = folderWithState(name);
    Files.delete(folder.resolve("state").resolve(kept.getFileName()));
    byte[] half = Arrays.copyOf(Files.readAllBytes(kept), 5 << 20);
    String digest =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(half), 0, 8);
    String file = kept.getFileName().toString().replaceFirst("[^-]+\\.", digest + ".");
    Files.write(folder.resolve("state").resolve(file), half);
    return folder;
  }

  private static Path sandboxFolder(Path folder) throws IOException {
    return Path.of(Files.readString(folder.resolve("state/sandbox.path")));
  }

  private static void awaitShown(Path folder) throws Exception {
    Path shown = sandboxFolder(folder).resolve(SHOWN);
    Await.until("there is an archive", AMPLE, () -> Files.exists(shown));
  }

  private static boolean isSame(Path file, byte[] content) {
    try {
      return Arrays.equals(Files.readAllBytes(file), content);
    } catch (IOException e) {
      return false;
    }
  }

  /** Of bubblewrap's processes, which tell the sandbox and what runs in it. */
  private static List<String> commandsOfJavaHosts(String mark) {
    return ProcessHandle.allProcesses()
        .filter(each -> each.info().command().orElse("").endsWith("bwrap"))
        .filter(each -> each.parent().equals(Optional.of(ProcessHandle.current())))
        .map(each -> read(Path.of("/proc/" + each.pid() + "/cmdline")))
        .filter(line -> line.contains(mark) && line.contains("/host.jar"))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      // It has ended meanwhile.
      return "";
    }
  }
}
