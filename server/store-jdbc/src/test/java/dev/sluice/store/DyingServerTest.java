package dev.sluice.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.FunctionStore;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server that is killed, or whose disk is full, has acknowledged is there afterwards. */
@Tag("slow")
class DyingServerTest {
  private static final Logger LOG = LoggerFactory.getLogger(DyingServerTest.class);
  private static final int ROUNDS = 2;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  /** Starts a server of its own; the shell sets limits first. */
  private Process start(String shell, String prefix, int chars) throws IOException {
    Process process =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                shell + " exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AcknowledgingServer.class.getName(),
                folder.toString(),
                prefix,
                String.valueOf(chars))
            .redirectError(new File(folder.toFile(), "stderr"))
            .start();
    started.add(process);
    return process;
  }

  @Test
  @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
  void shouldHaveAllThatWasAcknowledgedBeforeKill() throws Exception {
    long seed = ThreadLocalRandom.current().nextLong();
    LOG.warn("seed {}", seed);
    Random random = new Random(seed);
    List<String> acknowledged = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Process server = start("", "r" + round, 100);
      try (BufferedReader out = server.inputReader(UTF_8)) {
        assertThat(out.readLine()).isEqualTo("ready");
        int enough = acknowledged.size() + 1 + random.nextInt(400);
        String line = out.readLine();
        while (line != null) {
          acknowledged.add(line);
          if (acknowledged.size() == enough) {
            // Not the process's own method, which would also close what it still had to say.
            server.toHandle().destroyForcibly();
          }
          line = out.readLine();
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(enough);
      }
      assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
      requireAll(acknowledged, seed);
    }
  }

  @Test
  @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
  void shouldRefuseAllChangesOnceTheDiskIsFullAndKeepTheOthers() throws Exception {
    List<String> said = new ArrayList<>();
    // Blocks of 512 bytes: a file of more than 2 MiB cannot be written, as on a full disk.
    Process server = start("ulimit -f 4096;", "full", 9_000);
    try (BufferedReader out = server.inputReader(UTF_8)) {
      String line = out.readLine();
      while (line != null) {
        said.add(line);
        line = out.readLine();
      }
    }
    assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();

    assertThat(said)
        .filteredOn(line -> line.startsWith("refused"))
        .hasSize(4)
        .allSatisfy(
            line -> assertThat(line).startsWith("refused STORAGE_UNAVAILABLE").contains("restart"));
    assertThat(said).filteredOn("then STORAGE_UNAVAILABLE"::equals).hasSize(4);
    assertThat(said).filteredOn("end"::equals).hasSize(4);
    assertThat(said).filteredOn(line -> line.startsWith("alias")).hasSizeGreaterThan(10);
    requireAll(said, 0);
  }

  @Test
  @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
  void shouldRefuseADatabaseThatAnotherServerHasOpen() throws Exception {
    Process server = start("", "other", 100);
    try (BufferedReader out = server.inputReader(UTF_8)) {
      assertThat(out.readLine()).isEqualTo("ready");

      assertThatThrownBy(() -> TestDatabases.h2(folder))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("another server has it open")
          .hasMessageContaining(folder.toString());
    }
  }

  private void requireAll(List<String> acknowledged, long seed) throws IOException {
    assertThat(Files.exists(folder.resolve("sluice.mv.db"))).isTrue();
    try (Database database = TestDatabases.h2(folder)) {
      FunctionStore store = database.functions();
      for (String line : acknowledged) {
        String[] words = line.split(" ", -1);
        String name = words[words.length - 1];
        switch (words[0]) {
          case "function" -> {
            FunctionRecord function = store.find(AcknowledgingServer.NAMESPACE, name).orElse(null);
            assertThat(function).as("%s, seed %d", line, seed).isNotNull();
          }
          case "version" ->
              assertThat(store.findVersion(name, 1)).as("%s, seed %d", line, seed).isPresent();
          case "alias" ->
              assertThat(store.findAlias(name, "live")).as("%s, seed %d", line, seed).isPresent();
          default -> {}
        }
      }
    }
  }
}
