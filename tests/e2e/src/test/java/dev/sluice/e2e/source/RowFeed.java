package dev.sluice.e2e.source;

import dev.sluice.api.SourceSpec;
import dev.sluice.source.postgres.DatabaseServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Rows of a PostgreSQL that syncs to the disk. */
final class RowFeed implements BrokerFeed {
  private final DatabaseServer server = new DatabaseServer();

  RowFeed() throws Exception {
    server.run("postgres", "create table orders (id int primary key, item text)");
  }

  @Override
  public SourceSpec source() {
    return new SourceSpec(
        "orders",
        "postgres",
        Map.of(
            "url", server.url("postgres"), "user", "postgres", "tables", List.of("public.orders")),
        null);
  }

  @Override
  public String number() {
    return "str(event['data']['key']['id'])";
  }

  @Override
  public Publisher connect() throws LostException {
    try {
      return new Inserting(server.connect("postgres"));
    } catch (SQLException e) {
      throw new LostException(e);
    }
  }

  private record Inserting(Connection connection) implements Publisher {
    @Override
    public void publish(int from, int to) throws LostException {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into orders values (?, 'cat') on conflict do nothing")) {
        for (int n = from; n < to; n++) {
          insert.setInt(1, n);
          insert.addBatch();
        }
        Object unused = insert.executeBatch();
      } catch (SQLException e) {
        throw new LostException(e);
      }
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        // It was lost.
      }
    }
  }

  @Override
  public void restartBroker() throws Exception {
    server.crash();
    server.start();
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
