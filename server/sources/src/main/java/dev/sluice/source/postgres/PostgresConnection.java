package dev.sluice.source.postgres;

import dev.sluice.spi.source.Intake;
import dev.sluice.spi.source.PullSource;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/**
 * Reads the stream of a slot. Where the slot stands is confirmed when all changes of a transaction
 * have been accepted; what was not confirmed comes again, with the ids that it had. Thread-safe as
 * its interface says.
 */
final class PostgresConnection implements PullSource.Connection {
  private static final int STATUS_SECONDS = 10;

  private final Settings settings;
  private final Link link;
  private final SlotNames names;
  private final int most;

  /** Not open yet. */
  PostgresConnection(Settings settings) {
    this.settings = settings;
    this.link = new Link(settings);
    this.names = SlotNames.of(settings);
    this.most = (int) settings.integer("batch");
  }

  @Override
  public void run(Intake intake) throws Exception {
    if (link.isClosed()) {
      return;
    }
    try {
      try (Connection connection = link.connect()) {
        new Preparation(connection, names).run(intake);
      }
      try (Connection connection = link.replicate();
          PGReplicationStream stream = open(connection)) {
        intake.connected();
        follow(stream, intake);
      }
    } catch (SQLException | IOException e) {
      if (!link.isClosed()) {
        throw e instanceof SQLException sql ? PostgresFailures.of(settings, link, sql) : e;
      }
    }
  }

  @Override
  public void probe() throws Exception {
    try {
      try (Connection connection = link.connect()) {
        new Preparation(connection, names).find();
      }
      link.replicate().close();
    } catch (SQLException e) {
      throw PostgresFailures.of(settings, link, e);
    }
  }

  private PGReplicationStream open(Connection connection) throws SQLException {
    return connection
        .unwrap(PGConnection.class)
        .getReplicationAPI()
        .replicationStream()
        .logical()
        .withSlotName(names.slot())
        .withSlotOption("proto_version", "1")
        .withSlotOption("publication_names", SlotNames.quoted(names.publication()))
        .withStatusInterval(STATUS_SECONDS, TimeUnit.SECONDS)
        .start();
  }

  private void follow(PGReplicationStream stream, Intake intake)
      throws SQLException, IOException, InterruptedException {
    Turn turn = new Turn(stream, intake);
    while (!link.isClosed()) {
      ByteBuffer message = stream.readPending();
      if (message == null) {
        turn.end();
        message = stream.read(); // nothing was there: now it may wait
      }
      if (message != null) {
        turn.take(message);
      }
    }
  }

  /** What came since the slot was confirmed last. */
  private final class Turn {
    private final PgOutput decoder = new PgOutput();
    private final PGReplicationStream stream;
    private final Intake intake;
    private final List<SourceEvent> events = new ArrayList<>();
    private Message.Begin transaction;
    private int index;
    private long committed;

    Turn(PGReplicationStream stream, Intake intake) {
      this.stream = stream;
      this.intake = intake;
      this.transaction = new Message.Begin(0, java.time.Instant.EPOCH, 0);
    }

    void take(ByteBuffer message) throws IOException, InterruptedException, SQLException {
      Message read = decoder.read(message);
      if (read instanceof Message.Begin begin) {
        transaction = begin;
        index = 0;
      } else if (read instanceof Message.Changes changes) {
        for (Change change : changes.changes()) {
          RowEvent event = new RowEvent(transaction, index++, change);
          events.add(event.of(settings.source(), link.address().database()));
        }
      } else if (read instanceof Message.Commit commit) {
        committed = commit.end();
      }
      if (events.size() >= most) {
        end();
      }
    }

    /** Accepts what came, then confirms the transactions that are whole. */
    void end() throws InterruptedException, SQLException {
      if (!events.isEmpty()) {
        intake.accept(List.copyOf(events));
        events.clear();
      }
      if (committed != 0) {
        LogSequenceNumber end = LogSequenceNumber.valueOf(committed);
        stream.setAppliedLSN(end);
        stream.setFlushedLSN(end);
        stream.forceUpdateStatus();
        committed = 0;
      }
    }
  }

  @Override
  public void close() {
    link.close();
  }
}
