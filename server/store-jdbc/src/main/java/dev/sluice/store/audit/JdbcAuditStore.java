package dev.sluice.store.audit;

import dev.sluice.core.audit.AuditLine;
import dev.sluice.core.audit.AuditQuery;
import dev.sluice.core.audit.AuditStore;
import dev.sluice.store.sql.Select;
import dev.sluice.store.sql.StoredText;
import dev.sluice.store.sql.Times;
import dev.sluice.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The audit in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE} when
 * the database does not answer. Thread-safe.
 */
public final class JdbcAuditStore implements AuditStore {
  private final Transactions transactions;

  /** Keeps it in this database. */
  public JdbcAuditStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(AuditLine line) {
    int unused = transactions.change(handle -> insert(handle, line));
  }

  @Override
  public void note(AuditLine line) {
    int unused = transactions.write(handle -> insert(handle, line));
  }

  private static int insert(Handle handle, AuditLine line) {
    return handle
        .createUpdate(
            "insert into audit_lines (id, namespace, made_at, who, admin, action, kind, name,"
                + " method, path, address, agent, status, done) values (:id, :namespace, :at,"
                + " :who, :admin, :action, :kind, :name, :method, :path, :address, :agent,"
                + " :status, :done)")
        .bind("id", line.id())
        .bind("namespace", line.namespace())
        .bind("at", Times.column(line.at()))
        .bind("who", line.who())
        .bind("admin", line.admin())
        .bind("action", StoredText.of(line.action(), 63))
        .bind("kind", StoredText.of(line.kind(), 63))
        .bind("name", StoredText.of(line.name(), 1_000))
        .bind("method", StoredText.of(line.method(), 16))
        .bind("path", StoredText.of(line.path(), 2_000))
        .bind("address", StoredText.of(line.address(), 200))
        .bind("agent", StoredText.of(line.agent(), 500))
        .bind("status", line.status())
        .bind("done", line.isDone())
        .execute();
  }

  @Override
  public List<AuditLine> list(AuditQuery query) {
    Instant from = query.from();
    Instant until = query.until();
    String name = query.name();
    return transactions.read(
        handle -> {
          Select lines =
              new Select("select * from audit_lines")
                  .where("namespace = ?", query.namespace())
                  .whereIf("made_at >= ?", from == null ? null : Times.column(from))
                  .whereIf("made_at < ?", until == null ? null : Times.column(until))
                  .whereIf("who = ?", query.who())
                  .whereIf("kind = ?", query.kind())
                  .whereIf("id < ?", query.before());
          if (name != null) {
            // From the slash to the character after it: everything below this name.
            lines.where("(name = ? or (name >= ? and name < ?))", name, name + "/", name + "0");
          }
          return lines.list(handle, "id desc", query.limit(), JdbcAuditStore::row);
        });
  }

  @Override
  public int prune(Instant before, int most) {
    return transactions.write(
        handle -> {
          int gone =
              handle
                  .createUpdate("delete from audit_lines where made_at < :before")
                  .bind("before", Times.column(before))
                  .execute();
          List<Excess> excess =
              handle
                  .createQuery(
                      "select namespace, done from audit_lines group by namespace, done"
                          + " having count(*) > :most")
                  .bind("most", most)
                  .map(
                      (row, context) ->
                          new Excess(row.getString("namespace"), row.getBoolean("done")))
                  .list();
          for (Excess of : excess) {
            gone += removeExcess(handle, of, most);
          }
          return gone;
        });
  }

  private record Excess(String namespace, boolean done) {}

  private static int removeExcess(Handle handle, Excess of, int most) {
    String last =
        handle
            .createQuery(
                "select id from audit_lines where namespace = :namespace and done = :done"
                    + " order by id desc offset :most rows fetch first 1 rows only")
            .bind("namespace", of.namespace())
            .bind("done", of.done())
            .bind("most", most)
            .mapTo(String.class)
            .one();
    return handle
        .createUpdate(
            "delete from audit_lines where namespace = :namespace and done = :done"
                + " and id <= :last")
        .bind("namespace", of.namespace())
        .bind("done", of.done())
        .bind("last", last)
        .execute();
  }

  private static AuditLine row(ResultSet row, StatementContext context) throws SQLException {
    return new AuditLine(
        row.getString("id"),
        row.getString("namespace"),
        Times.instant(row, "made_at"),
        row.getString("who"),
        row.getBoolean("admin"),
        row.getString("action"),
        row.getString("kind"),
        row.getString("name"),
        row.getString("method"),
        row.getString("path"),
        row.getString("address"),
        row.getString("agent"),
        row.getInt("status"));
  }
}
