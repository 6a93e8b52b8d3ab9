package dev.sluice.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.invocation.LogRecord;
import dev.sluice.core.queue.Accepting;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueueStore;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.QueuedEvent.Content;
import dev.sluice.core.queue.QueuedEvent.Routing;
import dev.sluice.core.queue.Settlement;
import dev.sluice.core.workflow.EarlyEvent;
import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionStore;
import dev.sluice.core.workflow.ExecutionStore.KeyTakenException;
import dev.sluice.core.workflow.ExecutionStore.Turn;
import dev.sluice.core.workflow.engine.State.Status;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A process of its own that writes turns of executions and queued events in some threads, or many
 * lines at once, until it is killed; {@link Acknowledged} says how far it got. Arguments: folder,
 * {@code turns} or {@code lines}.
 */
final class WritingServer {
  static final int THREADS = 4;
  static final int WAITING = 6;
  static final int LINES = 20_000;

  private final Database database;
  private final Acknowledged acknowledged;

  private WritingServer(Database database, Acknowledged acknowledged) {
    this.database = database;
    this.acknowledged = acknowledged;
  }

  public static void main(String[] arguments) throws IOException, SQLException {
    Path folder = Path.of(arguments[0]);
    WritingServer server = new WritingServer(TestDatabases.h2(folder), Acknowledged.in(folder));
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:async:" + folder.resolve("sluice"), "sa", "");
        Statement statement = connection.createStatement()) {
      // Space of old pages is used again soon, as after some time otherwise.
      statement.execute("set retention_time 50");
    }
    if (arguments[1].equals("lines")) {
      TestDatabases.thread(server::writeLines).start();
    }
    for (int i = 0; arguments[1].equals("turns") && i < THREADS; i++) {
      int thread = i;
      TestDatabases.thread(() -> server.writeTurns(thread)).start();
      TestDatabases.thread(() -> server.queue(thread)).start();
    }
    server.acknowledged.set(Acknowledged.READY, 0, 1);
    // Until the end of input, so that it goes when the test goes.
    while (System.in.read() >= 0) {}
  }

  /** All lines of one write are there, or none. */
  private void writeLines() {
    long id = 0;
    for (int n = 1; true; n++) {
      List<LogRecord> lines = new ArrayList<>();
      for (int i = 0; i < LINES; i++) {
        id++;
        lines.add(
            new LogRecord(
                id, "default", "f", "1", "i" + n, TestData.NOW, Stream.STDOUT, Level.INFO, "line"));
      }
      database.invocations().append(List.of(), lines);
      acknowledged.set(Acknowledged.WRITTEN, 0, n);
    }
  }

  /** Each turn begins an execution, keeps an event and takes the one six before out. */
  private void writeTurns(int thread) {
    ExecutionStore store = database.executions();
    Deque<EarlyEvent> kept = new ArrayDeque<>();
    for (int n = 1; true; n++) {
      String id = thread + "-" + n;
      ObjectNode content = JsonNodeFactory.instance.objectNode();
      content.put("id", id).put("source", "/s").put("type", "go");
      EarlyEvent event = EarlyEvent.of("default", content, Instant.EPOCH.plusSeconds(n));
      kept.add(event);
      ExecutionRecord record =
          new ExecutionRecord("default", id, "w", 1, null, Status.RUNNING, Instant.EPOCH, null, 1);
      List<EarlyEvent> gone = kept.size() > WAITING ? List.of(kept.remove()) : List.of();
      try {
        store.write(
            List.of(new Turn(record, true, 1, "[{}]", 1, "{}", List.of())), List.of(event), gone);
      } catch (KeyTakenException e) {
        throw new IllegalStateException(e);
      }
      if (n % 3 == 0) {
        store.synced().join();
        acknowledged.set(Acknowledged.TURNS, thread, n);
      }
    }
  }

  /** Each event is accepted and, eight later, settled. */
  private void queue(int thread) {
    QueueStore store = database.queue();
    for (int n = 1; true; n++) {
      store.add(List.of(new Accepting(event(thread + "-" + n), null)));
      store.sync();
      acknowledged.set(Acknowledged.QUEUED, thread, n);
      if (n > 8) {
        acknowledged.set(Acknowledged.SETTLED, thread, n - 8);
        store.settle(List.of(new Settlement.Handed(thread + "-" + (n - 8))));
      }
    }
  }

  private static QueuedEvent event(String id) {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    return QueuedEvent.fresh(
        id,
        new QueueName("default", "f", ""),
        "latest",
        "http",
        Content.of(body, "application/json", id, "/s"),
        Routing.NONE,
        Instant.EPOCH);
  }
}
