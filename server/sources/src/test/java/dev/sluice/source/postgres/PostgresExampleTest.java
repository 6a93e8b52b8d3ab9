package dev.sluice.source.postgres;

import dev.sluice.source.harness.StudioExample;
import dev.sluice.source.postgres.Change.Operation;
import dev.sluice.source.postgres.Relation.Column;
import dev.sluice.source.postgres.Tuple.Field;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

final class PostgresExampleTest {
  private static final int BOOL = 16;
  private static final int INT4 = 23;
  private static final int NUMERIC = 1700;

  @Test
  void shouldBringWhatStudioShows() throws IOException {
    StudioExample example = StudioExample.of("Rows: PostgreSQL");
    Relation orders =
        new Relation(
            example.text("schema"),
            example.text("table"),
            true,
            List.of(
                new Column(true, "id", INT4),
                new Column(false, "price", NUMERIC),
                new Column(false, "paid", BOOL)));
    Tuple row =
        new Tuple(List.of(new Field("7", true), new Field("12.5", true), new Field("t", true)));
    Message.Begin transaction =
        new Message.Begin(
            LogSequenceNumber.valueOf(example.data("lsn").asText()).asLong(),
            example.time(),
            Integer.parseInt(example.text("transaction")));

    example.assertIs(
        new RowEvent(transaction, 0, new Change(Operation.UPDATE, orders, null, false, row))
            .of("changes", "shop"));
  }
}
