package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At whatever instant a server dies, its file has whole transactions, indexes that agree with their
 * tables, and all that was acknowledged. The server is stopped again and again, and its file
 * copied: the copy is what a kill at that instant would leave. {@code -Dsluice.crashes} says how
 * often.
 */
@Tag("slow")
class CrashTest {
  private static final Logger LOG = LoggerFactory.getLogger(CrashTest.class);
  private static final int CRASHES = Integer.getInteger("sluice.crashes", 40);
  private static final int LARGE_CRASHES = 6;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @SuppressWarnings("NullAway.Init") // set by each test
  private Process server;

  @SuppressWarnings("NullAway.Init") // set by each test
  private Acknowledged acknowledged;

  private void start(String what) throws Exception {
    // Made before, so that all copies have the tables.
    TestDatabases.h2(folder).close();
    acknowledged = Acknowledged.in(folder);
    server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                WritingServer.class.getName(),
                folder.toString(),
                what)
            .redirectOutput(new File(folder.toFile(), "stdout"))
            .redirectError(new File(folder.toFile(), "stderr"))
            .start();
    await(() -> acknowledged.get(Acknowledged.READY, 0) == 1);
  }

  @AfterEach
  void end() throws InterruptedException {
    server.destroyForcibly().waitFor();
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(Condition condition) throws IOException, InterruptedException {
    while (!condition.holds()) {
      assertThat(server.waitFor(1, TimeUnit.MILLISECONDS)).as("it ended by itself").isFalse();
    }
  }

  @Test
  @Timeout(600)
  void shouldLeaveWholeTransactionsAtAnyInstant() throws Exception {
    start("turns");
    Random random = random();
    for (int crash = 0; crash < CRASHES; crash++) {
      int until = acknowledged.get(Acknowledged.QUEUED, 0) + 1 + random.nextInt(12);
      await(() -> acknowledged.get(Acknowledged.QUEUED, 0) >= until);
      server.waitFor(random.nextInt(10_000), TimeUnit.MICROSECONDS);
      String when = "crash " + crash;
      crash(
          copy ->
              check(
                  copy,
                  IntStream.range(0, WritingServer.THREADS).mapToObj(this::at).toList(),
                  when));
    }
  }

  @Test
  @Timeout(600)
  void shouldLeaveNoPartOfALargeTransaction() throws Exception {
    start("lines");
    Random random = random();
    for (int crash = 0; crash < LARGE_CRASHES; crash++) {
      int until = acknowledged.get(Acknowledged.WRITTEN, 0) + 1;
      await(() -> acknowledged.get(Acknowledged.WRITTEN, 0) >= until);
      server.waitFor(random.nextInt(500), TimeUnit.MILLISECONDS);
      String when = "crash " + crash;
      crash(
          copy -> {
            try (Connection connection = open(copy);
                Statement statement = connection.createStatement()) {
              requireIndexesToAgree(statement, when);
              assertThat(strings(statement, "select 1 from log_lines").size())
                  .as("lines, %s", when)
                  .satisfies(lines -> assertThat(lines % WritingServer.LINES).isZero());
            }
          });
    }
  }

  private static Random random() {
    long seed = ThreadLocalRandom.current().nextLong();
    LOG.warn("seed {}", seed);
    return new Random(seed);
  }

  private interface Check {
    void of(Path copy) throws Exception;
  }

  /** Checks what a kill at this instant would leave. */
  private void crash(Check check) throws Exception {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    signal("STOP");
    await(this::isStopped);
    Files.copy(folder.resolve("sluice.mv.db"), copy.resolve("sluice.mv.db"));
    check.of(copy);
    signal("CONT");
    try (Stream<Path> files = Files.list(copy)) {
      files.map(Path::toFile).forEach(File::delete);
    }
    Files.delete(copy);
  }

  private static Connection open(Path copy) throws SQLException {
    return DriverManager.getConnection("jdbc:h2:async:" + copy.resolve("sluice"), "sa", "");
  }

  private record Progress(int turns, int queued, int settled) {}

  private Progress at(int thread) {
    return new Progress(
        acknowledged.get(Acknowledged.TURNS, thread),
        acknowledged.get(Acknowledged.QUEUED, thread),
        acknowledged.get(Acknowledged.SETTLED, thread));
  }

  private void signal(String name) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + name, "" + server.pid()).start().waitFor())
        .isZero();
  }

  /** Whether all threads stand still. */
  private boolean isStopped() throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + server.pid() + "/task"))) {
      for (Path task : tasks.toList()) {
        String stat = Files.readString(task.resolve("stat"));
        if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
          return false;
        }
      }
    }
    return true;
  }

  private static void check(Path copy, List<Progress> progress, String when) throws Exception {
    try (Connection connection = open(copy);
        Statement statement = connection.createStatement()) {
      requireIndexesToAgree(statement, when);
      List<String> executions = strings(statement, "select id from executions");
      List<String> early = new ArrayList<>();
      for (String content : strings(statement, "select content from early_events")) {
        early.add(JSON.readTree(content).path("id").asText());
      }
      List<String> queued = strings(statement, "select id from queued_events");
      for (int thread = 0; thread < progress.size(); thread++) {
        Progress sure = progress.get(thread);
        NavigableSet<Integer> turns = numbers(executions, thread);
        int last = turns.isEmpty() ? 0 : turns.last();
        assertThat(last).as("turns, %s", when).isGreaterThanOrEqualTo(sure.turns());
        assertThat(turns).as("turns, %s", when).hasSize(last);
        assertThat(numbers(early, thread))
            .as("events of turns, %s", when)
            .isEqualTo(range(Math.max(0, last - WritingServer.WAITING), last));
        assertThat(numbers(queued, thread))
            .as("queued events, %s", when)
            .containsAll(range(sure.settled(), sure.queued()));
      }
    }
  }

  private static NavigableSet<Integer> numbers(List<String> ids, int thread) {
    NavigableSet<Integer> numbers = new TreeSet<>();
    for (String id : ids) {
      if (id.startsWith(thread + "-")) {
        numbers.add(Integer.valueOf(id.substring(id.indexOf('-') + 1)));
      }
    }
    return numbers;
  }

  private static NavigableSet<Integer> range(int after, int last) {
    return new TreeSet<>(IntStream.rangeClosed(after + 1, last).boxed().toList());
  }

  private static List<String> strings(Statement statement, String query) throws Exception {
    List<String> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(String.valueOf(rows.getString(1)));
      }
    }
    return found;
  }

  /** Reads each table by each of its indexes. */
  private static void requireIndexesToAgree(Statement statement, String when) throws Exception {
    List<String> tables =
        strings(
            statement,
            "select distinct table_name from information_schema.indexes"
                + " where table_schema = 'PUBLIC'");
    assertThat(tables).contains("EXECUTIONS", "QUEUED_EVENTS", "EARLY_EVENTS");
    for (String table : tables) {
      int rows = strings(statement, "select 1 from \"" + table + "\"").size();
      for (String index :
          strings(
              statement,
              "select index_name || '|' || column_name from information_schema.index_columns"
                  + " where table_schema = 'PUBLIC' and ordinal_position = 1 and table_name = '"
                  + table
                  + "'")) {
        String[] words = index.split("\\|", 2);
        assertThat(
                strings(
                    statement,
                    "select * from \"%s\" use index (\"%s\") order by \"%s\""
                        .formatted(table, words[0], words[1])))
            .as("rows by %s of %s, %s", words[0], table, when)
            .hasSize(rows);
      }
    }
  }
}
